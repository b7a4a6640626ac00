import type { MessageConnection } from 'vscode-jsonrpc';
import { viewWords } from '../../../common/protocol/views/laboratory/surprisal';
import type { LabSession } from '../labSession';
import type { ReadingResult } from './readingResult';
import { firstWords } from './wordTable';

/** Answers the tab that reads a text when it asks for words: a long text has more than a state can hold. */
export function serveWords(session: LabSession, connection: MessageConnection): void {
  connection.onRequest(viewWords, ({ run, order, count }) => {
    const found = session.find(run);
    return found ? firstWords(found.result as ReadingResult, order, count) : [];
  });
}
