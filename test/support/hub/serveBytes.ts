import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults';

export interface Served {
  readonly contents: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: Fault | null;
}

/** Answers GET and HEAD with bytes, whole or a range (RFC 9110), or as a fault has it. */
export function serveBytes(
  request: IncomingMessage,
  response: ServerResponse,
  { contents, headers, fault }: Served,
): void {
  const { bytes, status, range } = part(request, spoilt(contents, fault), fault);
  response.writeHead(status, {
    'Accept-Ranges': 'bytes',
    'Content-Type':
      fault?.kind === 'html' ? 'text/html; charset=utf-8' : 'application/octet-stream',
    ...headers,
    ...(range !== null && { 'Content-Range': range }),
    'Content-Length': String(bytes.length),
  });
  if (request.method === 'HEAD') response.end();
  else send(response, bytes, fault);
}

function send(response: ServerResponse, bytes: Buffer, fault: Fault | null): void {
  if (fault?.kind === 'cut') {
    response.write(bytes.subarray(0, fault.at), () => response.destroy());
  } else if (fault?.kind === 'silence') {
    response.write(bytes.subarray(0, bytes.length / 2));
  } else if (fault?.kind === 'slow') {
    slowly(response, bytes, fault.bytes, fault.milliseconds);
  } else {
    response.end(bytes);
  }
}

function slowly(response: ServerResponse, bytes: Buffer, step: number, wait: number): void {
  if (bytes.length <= step) response.end(bytes);
  else {
    response.write(bytes.subarray(0, step));
    setTimeout(() => slowly(response, bytes.subarray(step), step, wait), wait);
  }
}

function spoilt(contents: Buffer, fault: Fault | null): Buffer {
  if (fault?.kind === 'wrongLength') {
    return fault.by < 0
      ? contents.subarray(0, fault.by)
      : Buffer.concat([contents, Buffer.alloc(fault.by)]);
  }
  if (fault?.kind === 'wrongHash') {
    const wrong = Buffer.from(contents);
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
    return wrong;
  }
  return fault?.kind === 'html'
    ? Buffer.from('<!DOCTYPE html><html><body>Please log in to the Wi-Fi</body></html>')
    : contents;
}

function part(
  request: IncomingMessage,
  contents: Buffer,
  fault: Fault | null,
): { bytes: Buffer; status: number; range: string | null } {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (asked === null || fault?.kind === 'ignoreRange' || fault?.kind === 'html') {
    return { bytes: contents, status: 200, range: null };
  }
  const size = contents.length;
  const begin = Number(asked[1]) + (fault?.kind === 'wrongRange' ? -1 : 0);
  const end = asked[2] === '' ? size : Math.min(size, Number(asked[2]) + 1);
  return begin >= size
    ? { bytes: Buffer.alloc(0), status: 416, range: `bytes */${size}` }
    : {
        bytes: contents.subarray(begin, end),
        status: 206,
        range: `bytes ${begin}-${end - 1}/${size}`,
      };
}
