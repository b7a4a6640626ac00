// Prints how many bytes the extension's own bundle has in the package, without writing it.
import * as esbuild from 'esbuild';
import { productBundles } from './product.mjs';

const [host] = productBundles({ production: true });
const { outputFiles } = await esbuild.build({ ...host, write: false });
await esbuild.stop();
console.log(outputFiles.find(({ path }) => path.endsWith('extension.js')).contents.length);
