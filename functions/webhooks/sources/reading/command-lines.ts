/** The commands in a comment. */

/** More than anyone has to say at once: each can become a fact and an answer. */
export const MAX_COMMANDS = 20;

/** A slash and a word, at the start of a line: `/ship`, and neither `/usr/bin` nor what is quoted with `>`. */
const COMMAND = /^\/[a-z][a-z-]*(?:\s|$)/i;
const FENCE = /^(?:```|~~~)/;

/** The lines that are commands, in order, without space around them. Between code fences there are none. */
export function commandLines(body: string): string[] {
  const found: string[] = [];
  let isCode = false;
  for (const line of body.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (!isCode && COMMAND.test(line)) found.push(line);
  }
  return found;
}
