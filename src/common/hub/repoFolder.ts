import { isHubId } from './hubIds';

const prefix = 'models--';

/** Name of a model's folder in a cache: `models--owner--name`, as `repo_folder_name` of `huggingface_hub`. */
export function repoFolderName(id: string): string {
  return prefix + id.replace('/', '--');
}

/** The model that a folder of a cache is for; null for any other folder. */
export function repoOfFolder(name: string): string | null {
  const id = name.slice(prefix.length).replace('--', '/');
  return name.startsWith(prefix) && isHubId(id) ? id : null;
}
