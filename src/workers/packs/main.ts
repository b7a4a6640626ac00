import {
  lookAtSharedFolder,
  packProgress,
  readPack,
  unpackPack,
  writePack,
} from '../../common/protocol/packs/packs';
import { serve } from '../../common/rpc/serve';
import { connectToParent } from '../runtime/connection';
import { withPack } from './openPack';
import { lookIntoShared } from './sharedFolder';
import { unpackPack as unpack } from './unpackPack';
import { writePack as write } from './writePack';

const connection = connectToParent();

serve(connection, writePack, (params, token) => write(params, token, reporter(params.progress)));
serve(connection, readPack, ({ file }) =>
  withPack(file, ({ manifest }) => Promise.resolve(manifest)),
);
serve(connection, unpackPack, (params, token) => unpack(params, token, reporter(params.progress)));
serve(connection, lookAtSharedFolder, ({ folder }) => lookIntoShared(folder));
connection.listen();

function reporter(progress: string | undefined): (share: number) => void {
  return (share) => {
    if (progress !== undefined) {
      // A message that cannot be sent is lost with its channel, and the process ends with that.
      connection.sendProgress(packProgress, progress, share).catch(() => undefined);
    }
  };
}
