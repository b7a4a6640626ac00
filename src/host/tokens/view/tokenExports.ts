import { l10n, ProgressLocation, window, type Uri } from 'vscode';
import { TokenscopeError } from '../../../common/errors';
import type { ModelProvenance } from '../../../common/exports/provenance';
import type { WorkerClient } from '../../../common/processes';
import {
  tokenExport,
  tokenExportProgress,
  type TokenExportResult,
} from '../../../common/protocol/tokenizer/tokenExport';
import type { DocumentMirror } from '../../documents/documentMirror';
import { docIdOf } from '../../exports/docId';
import { offerToOpen, proposedFile } from '../../exports/exportFile';
import type { ProvenanceMaker } from '../../exports/provenanceMaker';
import { counted } from '../../wording/counted';
import type { TokenizerChoice, TokenizerFacts } from '../tokenizerChoice';
import type { TokensTarget } from './tokensTarget';

let runs = 0;

/** What an export needs besides its text. */
export interface ExportParts {
  readonly tokenizers: TokenizerChoice;
  readonly worker: WorkerClient;
  readonly mirror: DocumentMirror;
  readonly provenance: ProvenanceMaker;
}

/** Writes the tokens of a text to a file that the user chooses; nothing when none is chosen. */
export async function exportTokens(
  target: TokensTarget,
  addSpecialTokens: boolean,
  parts: ExportParts,
): Promise<void> {
  const chosen = await window.showSaveDialog({
    title: l10n.t('Export Tokens'),
    defaultUri: proposedFile(target.document, 'tokens.csv'),
    filters: { CSV: ['csv'], JSON: ['json'] },
  });
  if (chosen) {
    const result = await writeTokens(target, addSpecialTokens, chosen, parts);
    await offerToOpen(chosen, counted(result.tokens, 'token'), result.files);
  }
}

/**
 * Writes the tokens of a text to `file`: JSON when it is named so, else CSV with `datapackage.json`.
 * @throws TokenscopeError `NotALocalFile`, `DiskFull`, `FileNotWritten`, `Cancelled`.
 */
export async function writeTokens(
  { document, selections }: TokensTarget,
  addSpecialTokens: boolean,
  file: Uri,
  { tokenizers, worker, mirror, provenance }: ExportParts,
): Promise<TokenExportResult> {
  if (file.scheme !== 'file') {
    throw new TokenscopeError('NotALocalFile', {});
  }
  const tokenizer = tokenizers.current;
  const progress = `token-export-${++runs}`;
  const seed = provenance.of({
    // The process that reads the file adds its hash.
    models: [tokenizerProvenance(tokenizer.id, tokenizers.facts(tokenizer.id))],
    settings: { add_special_tokens: addSpecialTokens, selections_utf16: selections },
  });
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Exporting tokens…'),
      cancellable: true,
    },
    (bar, token) => {
      let shown = 0;
      return mirror.withDocument(document, (text) =>
        worker.request(
          tokenExport,
          {
            document: text,
            tokenizer,
            selections,
            addSpecialTokens,
            docId: docIdOf(document),
            file: file.fsPath,
            format: file.path.toLowerCase().endsWith('.json') ? 'json' : 'csv',
            provenance: seed,
            progress,
          },
          token,
          {
            type: tokenExportProgress,
            token: progress,
            handler: (share: number) => {
              bar.report({ increment: (share - shown) * 100 });
              shown = share;
            },
          },
        ),
      );
    },
  );
}

function tokenizerProvenance(
  id: string,
  { source, revision, licence }: TokenizerFacts,
): ModelProvenance {
  return { id, name: id, source, revision, licence, precision: null, files: [] };
}
