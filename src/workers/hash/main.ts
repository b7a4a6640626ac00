import { hashFile } from '../../common/protocol/hash/hashFile';
import { serve } from '../../common/rpc/serve';
import { connectToParent } from '../runtime/connection';
import { fileHashes } from '../files/fileHashes';

const connection = connectToParent();
serve(connection, hashFile, fileHashes);
connection.listen();
