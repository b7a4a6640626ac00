import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Provenance } from '../../../common/exports/provenance';
import type { TokenChunk, TokenEntry } from '../../../common/protocol/tokenizer/tokenList';
import type {
  TokenExportParams,
  TokenExportResult,
} from '../../../common/protocol/tokenizer/tokenExport';
import type { Cell } from '../../../common/exports/table';
import { CodePointIndex } from '../../../common/text/codePointIndex';
import { exportTable } from '../../exports/exportTable';
import { sha256 } from '../../exports/sha256';
import { checkList, checkRanges } from '../check';
import type { Snapshot } from '../documents';
import type { PieceEncoder } from '../pieceEncoder';
import type { CuttingTokenizer } from '../tokenizers';
import { tokenColumns } from './tokenColumns';
import { EntryTeller, walkTokens } from './walkTokens';

/**
 * Answers `tokens/export`: token rows, as measures define them, of any length.
 * @throws TokenscopeError `InvalidParameter`, `DiskFull`, `FileNotWritten`.
 */
export async function exportTokens(
  encoder: PieceEncoder,
  tokenizer: CuttingTokenizer,
  snapshot: Snapshot,
  params: TokenExportParams,
  report: (share: number) => void,
  signal: AbortSignal,
): Promise<TokenExportResult> {
  const { selections, docId, file, format } = params;
  const { text } = snapshot;
  checkList('selections', selections);
  checkRanges('selections', selections, text.length);
  const units = selections.reduce((sum, { start, end }) => sum + end - start, 0);
  let done = 0;
  let tokens = 0;

  async function* rows(): AsyncGenerator<Cell[][]> {
    const rowsOf = new TokenRows(text, params.provenance.run_id, docId);
    const entries = new EntryTeller(tokenizer);
    for await (const chunk of walkTokens(encoder, tokenizer, snapshot, { ...params, signal })) {
      yield rowsOf.of(entries.tell(chunk));
      tokens += chunk.ids.length;
      done += chunk.text.length;
      report(units === 0 ? 1 : done / units);
    }
  }

  const tokenizerHash = createHash('sha256')
    .update(await readFile(tokenizer.file))
    .digest('hex');
  const provenance = (): Provenance => ({
    ...params.provenance,
    models: params.provenance.models.map((model) => ({
      ...model,
      files: [{ path: basename(tokenizer.file), sha256: tokenizerHash }],
    })),
    input_sha256: selections.map(({ start, end }) => sha256(text.slice(start, end))),
  });
  const files = await exportTable({
    file,
    format,
    columns: tokenColumns,
    rows: rows(),
    provenance,
  });
  return { tokens, files };
}

class TokenRows {
  readonly #points: CodePointIndex;
  readonly #entries = new Map<number, TokenEntry>();

  constructor(
    private readonly text: string,
    private readonly runId: string,
    private readonly docId: string,
  ) {
    this.#points = new CodePointIndex(text);
  }

  of({ first, selection, ids, starts, ends, words, entries }: TokenChunk): Cell[][] {
    for (const entry of entries) {
      this.#entries.set(entry.id, entry);
    }
    return Array.from(ids, (id, index) => {
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      const word = words[index] ?? -1;
      const entry = this.#entries.get(id);
      const inText = start < end;
      return [
        this.runId,
        this.docId,
        first + index,
        word < 0 ? null : word,
        entry?.token ?? null,
        id,
        inText ? this.#points.at(start) : null,
        inText ? this.#points.at(end) : null,
        ...noModel,
        selection,
        this.text.slice(start, end),
        entry?.bytes ?? null,
        entry?.type ?? null,
      ];
    });
  }
}

/** log_prob, surprisal_bits, rank, entropy_bits, p_max, top1, n_context. */
const noModel: readonly null[] = Array.from({ length: 7 }, () => null);
