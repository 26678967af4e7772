/** `--map`: which word of the catalog stands for one of theirs. */
import { InvalidArgumentError } from 'commander';
import { WORDS, type WordMap } from '../../catalog/conventions/names.ts';

/** Adds one `maturity:production=ga`. */
export function toWordMap(text: string, before: WordMap = new Map()): WordMap {
  const [, kind = '', word = '', own = ''] = /^([a-z]+):(.+)=([^=]+)$/.exec(text) ?? [];
  const known = WORDS.find((one) => one === kind);
  if (known === undefined)
    throw new InvalidArgumentError(
      `It is no mapping like maturity:production=ga: ${WORDS.join(', ')}, a colon, their word, = and yours.`,
    );
  const words = new Map([...(before.get(known) ?? []), [word.toLowerCase(), own] as const]);
  return new Map([...before, [known, words] as const]);
}
