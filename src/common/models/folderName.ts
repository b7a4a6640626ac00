/**
 * How a model or tokenizer is called by the folder that it is in; in the cache of Hugging Face
 * (`models--org--name/snapshots/<commit>`) that is the name of the model. Empty for no folder.
 * @param path of the folder, with `/` or `\` between its parts.
 */
export function folderName(path: string): string {
  const [folder = '', parent = '', model = ''] = path
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .reverse();
  return parent === 'snapshots' ? (model.split('--').at(-1) ?? folder) : folder;
}
