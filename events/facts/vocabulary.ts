import * as z from 'zod';
import { about, fact } from '../contract.ts';
import { list, name, optional, text, webAddress } from '../fields.ts';
import { lazy, type Output } from '../lazy.ts';
import { support } from './feature.ts';

/** The vocabularies: levels of maturity, code hosts, deployment options, use cases. */
export const vocabularyName = lazy(() => z.enum(['maturity', 'compatibility', 'deployment', 'use-cases']));
export type VocabularyName = Output<typeof vocabularyName>;

const term = lazy(() =>
  z.object({
    term: name(),
    title: text(),
    description: optional(text(2000)),
    url: optional(webAddress()),
    supported: optional(support()).describe(
      'of a level of maturity: whether a feature at it is supported: true, false or partial; unknown without it',
    ),
    alsoCalled: optional(list(text(100))).describe(
      'what others call it: production, generally_available; `import --from` goes by it',
    ),
  }),
);

/** The words that product data may use, in order and as a whole: a later one replaces it. */
export const VocabularyPublished = fact(
  'VocabularyPublished',
  () => ({
    vocabulary: vocabularyName(),
    terms: list(term()).refine((all) => new Set(all.map((one) => one.term)).size === all.length, {
      error: 'must name each term once',
    }),
  }),
  about('vocabulary'),
);
