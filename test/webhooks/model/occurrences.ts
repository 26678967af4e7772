/** Short ways to tell of occurrences in tests, and places that the catalog has mapped. */
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { readFact } from '../../../events/read.ts';
import type { DraftFact } from '../../../functions/kernel/model/draft-fact.ts';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import type { Attributed, Place } from '../../../functions/webhooks/model/attributed.ts';
import type * as occurrence from '../../../functions/webhooks/model/normalized-event.ts';
import { source } from '../../catalog/model/import/catalogs.ts';
import { on } from '../../support/ledger-facts.ts';

export const PLACE = 'github:acme/app';
export const originOf = (record: Parameters<typeof source>[0]): Place => ({
  place: PLACE,
  record: source(record),
});
export const unmapped: Place = { place: PLACE, record: undefined };

export const merged = (fields: Partial<occurrence.Merged> = {}): occurrence.Merged => ({
  kind: 'merged',
  id: 'github:1:pull:7:merged',
  at: on('03-01T12:00'),
  actor: 'github:ada',
  url: 'https://example.com/pull/7',
  title: 'feat(search): sort results',
  labels: [],
  ...fields,
});

const happened = { id: 'github:1:tag:5', at: on('03-01T12:00'), url: 'https://example.com/5' };
export const tagged = (tag: string): occurrence.Tagged => ({ kind: 'tagged', ...happened, tag });
export const released = (
  tag: string,
  kind: occurrence.Released['kind'] = 'released',
): occurrence.Released => ({ kind, ...happened, tag });
export const milestone = (
  title: string,
  kind: occurrence.Milestone['kind'] = 'milestone-set',
  dueAt: string | null = on('04-01'),
): occurrence.Milestone => ({ kind, ...happened, title, dueAt });
export const turned = (flag: string, isOn = true): occurrence.FlagTurned => ({
  kind: 'flag-turned',
  ...happened,
  flag,
  isOn,
});
export const commanded = (
  lines: readonly string[],
  fields: Partial<occurrence.Commanded> = {},
): occurrence.Commanded => ({
  kind: 'commanded',
  ...happened,
  id: 'github:1:comment:9',
  lines,
  actor: 'github:ada',
  title: 'Sort results',
  labels: [],
  ...fields,
});

/** The facts as their contracts read them; fails for one that nobody would understand. */
export const understood = (facts: readonly DraftFact[]) =>
  facts.map(({ type, detail }) => {
    const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
    if (!read.ok) throw new Error(read.message);
    return read.fact;
  });

export const factsOf = (answer: Attributed) => (answer.kind === 'facts' ? understood(answer.facts) : []);
const because = z.object({ because: z.string() });
export const becauseOf = (answer: Attributed): string => because.parse(answer).because;

/** What a change is attributed to, or the word for why to nobody. */
export function toOf(
  happening: occurrence.NormalizedEvent,
  place: Place,
): readonly string[] | Attributed['kind'] {
  const answer = attribute(happening, place);
  return answer.kind === 'facts' ? answer.to : answer.kind;
}
