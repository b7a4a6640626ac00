// Unpacks @sparticuz/chromium into TMPDIR, the only folder it can be told. A process of its own,
// since that variable has to be set before the library looks at it.
import { inflate } from '@sparticuz/chromium';
import path from 'node:path';
import { root } from './paths.mjs';

const archives = path.join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');
const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
await Promise.all(names.map((name) => inflate(path.join(archives, name))));
