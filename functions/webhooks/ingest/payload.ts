/** The inside of a verified delivery: from its bytes to what JSON says, unless it could exhaust whoever looks into it. */
import { isUtf8 } from 'node:buffer';
import type { Refusal } from '../../../events/fields.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';

/** Deeper than any sender nests, and far from where a parser or a printer gives up. */
const DEEPEST = 64;
/** Commas and colons: each stands for a value that is kept in memory. */
const MAX_VALUES = 100_000;

export type Payload =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal; readonly message: string };

const refused = (refusal: Refusal, message: string): Payload => ({ ok: false, refusal, message });

/** @throws {RequestRefusedError} for what is no JSON at all: its sender made a mistake, and can send it again */
export function payloadIn(body: Buffer): Payload {
  if (body.length === 0) throw new RequestRefusedError(400, 'BODY_EMPTY', 'The body is empty.');
  if (!isUtf8(body)) throw new RequestRefusedError(400, 'BODY_UNREADABLE', 'The body is not UTF-8.');
  const { depth, values } = measure(body);
  if (depth > DEEPEST) return refused('TOO_DEEP', `the body is nested deeper than ${DEEPEST} levels`);
  if (values > MAX_VALUES) return refused('TOO_LARGE', `the body has more than ${MAX_VALUES} values`);
  try {
    return { ok: true, value: JSON.parse(body.toString('utf8')) };
  } catch {
    // What the parser says quotes the body, so it is not repeated.
    throw new RequestRefusedError(400, 'BODY_UNREADABLE', 'The body is not JSON.');
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPEN: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSE: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const BETWEEN: ReadonlySet<number> = new Set([0x2c, 0x3a]);

/** Looks at each byte once, and keeps none: before the parser, which would take in everything at once. */
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

/** Where a text that begins at a quote ends; brackets in it are words. */
function endOfText(body: Buffer, from: number): number {
  for (let at = from + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at;
  }
  return body.length;
}
