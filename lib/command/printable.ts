/**
 * Facts are cleaned when they are read, but not every part of them (an address may hold anything), and what comes over
 * the network is whatever somebody sends: nothing of it may move the cursor, colour, or turn the text around it.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line as a terminal can show it. */
export const printable = (line: string): string => line.replaceAll(UNSEEN, ' ');

/** JSON that means the same, and that a terminal can show. */
export const printableJson = (value: unknown): string => printableJsonText(JSON.stringify(value));

/** The same of JSON that is text already, without line breaks. */
export const printableJsonText = (json: string): string =>
  json.replaceAll(UNSEEN, (signs) =>
    [...signs].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );

/** A message with a full stop at its end, unless it ends as a sentence does: `did you mean docs?` */
export const ended = (message: string): string => (/[.!?…]$/.test(message) ? message : `${message}.`);
