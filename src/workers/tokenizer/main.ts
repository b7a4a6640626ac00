import { connectToParent } from '../runtime/connection';
import { serveTokenizer } from './service';

const connection = connectToParent();
serveTokenizer(connection, (message) => console.warn(message));
connection.listen();
