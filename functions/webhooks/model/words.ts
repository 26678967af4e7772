/** Words of others in words of ours: short, on one line, and in quotes. What shows them still escapes them. */
import { anyText } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';

const short = lazy(() => anyText(60));

export const quoted = (words: string): string => JSON.stringify(short.parse(words));

/** `a, b and c` */
export const listed = (names: readonly string[], word = 'and'): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
