/** The rubric as its fact and its page have it, with a list of categories, and as files have it, with a map. */
import * as z from 'zod';
import type { Fact } from '../../../../events/catalogue.ts';
import { category } from '../../../../events/facts/rubric-published.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import { processRules, type RubricRecord } from './records.ts';
import type { Fields } from './values.ts';

export const rubricListed = lazy(() =>
  z.object({
    version: z.string(),
    categories: z.array(category()),
    ...processRules().shape,
  }),
);
type RubricListed = Output<typeof rubricListed>;

type Published = Extract<Fact, { type: 'RubricPublished' }>['detail'];

/** What a version says, without its envelope. */
export const listedFrom = (published: Published): RubricListed => ({
  version: published.rubricVersion,
  categories: published.categories,
  reviews: published.reviews,
  cadence: published.cadence,
  launches: published.launches,
  timeZone: published.timeZone,
});

export const rubricOf = ({ categories, ...others }: RubricListed): RubricRecord => ({
  ...others,
  categories: new Map(categories.map(({ category: id, ...record }) => [id, record])),
});

/** The fields of the fact that publishes it. */
export const rubricFields = ({ version, categories, ...rules }: RubricRecord): Fields => ({
  rubricVersion: version,
  categories: [...categories].map(([id, record]) => ({ category: id, ...record })),
  ...rules,
});
