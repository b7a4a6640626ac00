import { TokenscopeError } from '../../../common/errors';
import type { HeadFileProblem } from '../../../common/protocol/model/trainedHead';
import { isTrainedHead } from './headShape';
import type { HeadEncoder, TrainedHead } from './trainedHead';

const format = 'tokenscope-trained-head';

/** Of the layout of the file. */
const version = 1;

const description =
  'Frozen encoder, trained head: L2 logistic regression on standardised vectors of the encoder, which was not trained itself.';

/** The text of a head's file: JSON, readable by other programs. */
export function serialiseHead(head: TrainedHead): string {
  return `${JSON.stringify({ format, version, description, head })}\n`;
}

/** Whether a text is that of a head's file, of whatever version. */
export function isHeadFile(text: string): boolean {
  const content = parse(text);
  return isRecord(content) && content['format'] === format;
}

/**
 * Reads the text of a head's file.
 * @param file its name, for the errors.
 * @param encoder the one whose vectors it is to be applied to.
 * @throws TokenscopeError `HeadFileRefused` or `HeadForOtherEncoder`.
 */
export function parseHead(file: string, text: string, encoder: HeadEncoder): TrainedHead {
  const refuse = (problem: HeadFileProblem): TokenscopeError =>
    new TokenscopeError('HeadFileRefused', { file, problem });
  const content = parse(text.replace(/^\ufeff/, ''));
  if (content === undefined) {
    throw refuse('notJson');
  }
  if (!isRecord(content) || content['format'] !== format) {
    throw refuse('foreign');
  }
  if (typeof content['version'] === 'number' && content['version'] > version) {
    throw refuse('newer');
  }
  const { head } = content;
  if (content['version'] !== version || !isTrainedHead(head)) {
    throw refuse('damaged');
  }
  const own = head.encoder;
  if (!sameEncoder(own, encoder)) {
    throw new TokenscopeError('HeadForOtherEncoder', {
      file,
      trainedOn: named(own),
      given: named(encoder),
    });
  }
  if (own.width !== encoder.width) {
    throw refuse('width');
  }
  return head;
}

function sameEncoder(a: HeadEncoder, b: HeadEncoder): boolean {
  const names = ['id', 'revision', 'precision', 'pooling'] as const;
  return names.every((name) => a[name] === b[name]);
}

function named({ id, precision, revision, pooling }: HeadEncoder): string {
  return `${id} (${precision}, ${revision.slice(0, 12)}, ${pooling})`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
