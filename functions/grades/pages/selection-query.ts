/** What the matrix and the list of features take from their addresses. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import type { Store } from '../../kernel/store/store.ts';
import { asOfMoment, asOfText } from '../../site/resource/as-of.ts';
import { type FeaturesView, listedOf } from '../model/matrix-view.ts';
import { placeFrom, placeText, SORTS } from '../model/selection.ts';
import { readSelection, type Selection } from '../store/selection.ts';

const MAX_TEXT = 200;
const words = () =>
  z
    .string()
    .max(MAX_TEXT, { error: `has more than ${MAX_TEXT} characters` })
    .optional();

export const selectionQuery = lazy(() =>
  z.object({
    q: words().describe('part of a title, an id or a team'),
    team: words(),
    area: words(),
    maturity: words(),
    train: words(),
    missing: words().describe('a category whose star is neither earned nor said not to apply'),
    sort: z.enum(SORTS, { error: `is one of ${SORTS.join(', ')}` }).default('team'),
    'as-of': asOfText().optional(),
    after: z.string().max(2000).optional().describe('the `next` of the page before'),
  }),
);
export type SelectionQuery = Output<typeof selectionQuery>;

interface Asked {
  readonly store: Store;
  readonly now: string;
  readonly zone: string;
  readonly query: SelectionQuery;
}

/** @throws {RequestRefusedError} when no page begins there */
export function selectionFor({ store, now, zone, query }: Asked): Promise<Selection> {
  const { 'as-of': asked, after, ...wanted } = query;
  const asOf = asOfMoment(asked, zone, now);
  // A page of an earlier moment ends at a place in the list.
  const place = after === undefined ? undefined : placeFrom(after, asOf === undefined ? wanted.sort : 'team');
  if (after !== undefined && place === undefined)
    throw new RequestRefusedError(
      400,
      'PAGE_UNKNOWN',
      'No page begins after this; `after` is the `next` of the page before.',
    );
  return readSelection(store, { ...wanted, asOf, after: place, now });
}

export const featuresOf = (
  { at, features, total, before, next, choices, meant }: Selection,
  generatedAt: string,
): FeaturesView => ({
  generatedAt,
  at,
  total: total ?? null,
  from: before + 1,
  next: next === undefined ? null : placeText(next),
  meant,
  choices,
  features: features.map(listedOf),
});
