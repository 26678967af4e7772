/** Short ways to make normalised events in tests, and places that the catalog has mapped. */
import * as z from 'zod';
import { type DraftFact, readDraft } from '../../../functions/kernel/model/draft-fact.ts';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import type { Attribution, Origin } from '../../../functions/webhooks/model/attribution.ts';
import type * as event from '../../../functions/webhooks/model/normalized-event.ts';
import { source } from '../../catalog/model/import/catalogs.ts';
import { on } from '../../support/ledger-facts.ts';

export const PLACE = 'github:acme/app';
export const originOf = (record: Parameters<typeof source>[0]): Origin => ({
  origin: PLACE,
  record: source(record),
});
export const unmapped: Origin = { origin: PLACE, record: undefined };

export const merged = (fields: Partial<event.Merged> = {}): event.Merged => ({
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
export const tagged = (tag: string): event.Tagged => ({ kind: 'tagged', ...happened, tag });
export const released = (tag: string, kind: event.Released['kind'] = 'released'): event.Released => ({
  kind,
  ...happened,
  tag,
});
export const milestone = (
  title: string,
  kind: event.Milestone['kind'] = 'milestone-set',
  dueAt: string | null = on('04-01'),
): event.Milestone => ({ kind, ...happened, title, dueAt });
export const turned = (flag: string, isOn = true): event.FlagTurned => ({
  kind: 'flag-turned',
  ...happened,
  flag,
  isOn,
});
export const commanded = (
  lines: readonly string[],
  fields: Partial<event.Commanded> = {},
): event.Commanded => ({
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
  facts.map((draft) => {
    const read = readDraft(draft);
    if (!read.ok) throw new Error(read.message);
    return read.fact;
  });

export const factsOf = (answer: Attribution) => (answer.kind === 'facts' ? understood(answer.facts) : []);
const because = z.object({ because: z.string() });
export const becauseOf = (answer: Attribution): string => because.parse(answer).because;

/** What a change is attributed to, or the word for why to nobody. */
export function toOf(happening: event.Attributable, place: Origin): readonly string[] | Attribution['kind'] {
  const answer = attribute(happening, place);
  return answer.kind === 'facts' ? answer.to : answer.kind;
}
