import * as z from 'zod';
import { fact, vocabulary } from '../contract.ts';
import { id, list, optional, text, webAddress } from '../fields.ts';
import { lazy, type Output } from '../lazy.ts';

/** What there are words for: levels of maturity, code hosts, deployment options, use cases. */
export const vocabularyName = lazy(() => z.enum(['maturity', 'compatibility', 'deployment', 'use-cases']));
export type VocabularyName = Output<typeof vocabularyName>;

const term = lazy(() =>
  z.object({
    term: id(),
    title: text(),
    description: optional(text(2000)),
    url: optional(webAddress()),
    alsoCalled: optional(list(text(100))).describe(
      'what others call it: production, generally_available; `import --from` goes by it',
    ),
  }),
);

/** The words that product data may use, in order and as a whole: what an earlier one said holds no more. */
export const VocabularyPublished = fact(
  'VocabularyPublished',
  () => ({
    vocabulary: vocabularyName(),
    terms: list(term()).refine((all) => new Set(all.map((one) => one.term)).size === all.length, {
      error: 'must name each term once',
    }),
  }),
  (detail) => [vocabulary(detail.vocabulary)],
);
