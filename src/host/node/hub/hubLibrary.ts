/**
 * What is used of two libraries, as a bundle of its own: `dist/hubLibrary.js` is loaded with the first
 * question to the hub, not when the extension is activated.
 */

export { listFiles, listModels, modelInfo } from '@huggingface/hub';
export { lock } from 'proper-lockfile';
