/** Parsing: from the bytes of a verified delivery to what its sender says, unless reading them could exhaust memory. */
import { isUtf8 } from 'node:buffer';
import { withoutValues } from '../../../events/redaction.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import { type Delivery, type ParseResult, refused, type Source } from '../sources/source.ts';

/** Deeper than any sender nests, and far from where a parser or a printer gives up. */
const MAX_DEPTH = 64;
/** Commas and colons: each stands for a value that the parser holds in memory. */
const MAX_VALUES = 100_000;

const unreadable = (code: string, message: string) => new RequestRefusedError(400, code, message);

/**
 * @param secrets that are in force: no reader finds them in a body, so they are in nothing that is made of it
 * @throws {RequestRefusedError} for what is not JSON: its sender made a mistake, and can send it again
 */
export function parse(source: Source, delivery: Delivery, secrets: readonly string[]): ParseResult {
  const { body } = delivery;
  if (body.length === 0) throw unreadable('BODY_EMPTY', 'The body is empty.');
  if (!isUtf8(body)) throw unreadable('BODY_UNREADABLE', 'The body is not UTF-8.');
  const { depth, values } = measure(body);
  if (depth > MAX_DEPTH)
    return refused('unread', 'TOO_DEEP', `the body is nested deeper than ${MAX_DEPTH} levels`);
  if (values > MAX_VALUES)
    return refused('unread', 'TOO_LARGE', `the body has more than ${MAX_VALUES} values`);
  return source.read(delivery, withoutValues(jsonOf(body, source), secrets));
}

function jsonOf(body: Buffer, { ifNotJson }: Source): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // What the parser says quotes the body, so it is not repeated.
    throw unreadable(
      'BODY_UNREADABLE',
      `The body is not JSON${ifNotJson === undefined ? '' : `: ${ifNotJson}`}.`,
    );
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPEN: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSE: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const BETWEEN: ReadonlySet<number> = new Set([0x2c, 0x3a]);

/** Runs before the parser, which would hold everything in memory at once; this holds nothing. */
function measure(body: Buffer): { readonly depth: number; readonly values: number } {
  let [open, depth, values] = [0, 0, 0];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) at = endOfText(body, at);
    else if (OPEN.has(byte)) {
      open += 1;
      depth = Math.max(depth, open);
    } else if (CLOSE.has(byte)) open -= 1;
    else if (BETWEEN.has(byte)) values += 1;
  }
  return { depth, values };
}

/** Where a string that begins at a quote ends: brackets and commas in it do not count. */
function endOfText(body: Buffer, from: number): number {
  for (let at = from + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at;
  }
  return body.length;
}
