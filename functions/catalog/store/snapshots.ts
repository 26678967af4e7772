/** Snapshots: what an entity is, folded from its ledger. Every kind of entity has one, and lists show it. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import type { Computed, Derivation, News } from '../../kernel/derived/derive.ts';
import { type Reader, readIdentity } from '../../kernel/derived/reader.ts';
import { ACCOUNTS, LIFE, PLANS, RECORD } from '../../kernel/ledger/parts.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { listKey, snapshotKey } from '../../kernel/store/keys.ts';
import { announcedMaturity, maturityChanged } from '../model/feature.ts';
import { fold } from '../model/kinds.ts';
import type { State } from '../model/states.ts';

/** The parts that a snapshot is folded from, where it is more than the life of the entity. */
const parts: Partial<Record<EntityKind, readonly string[]>> = {
  feature: [LIFE, ACCOUNTS, RECORD],
  project: [LIFE, PLANS, RECORD],
};

const partsOf = (kind: EntityKind): readonly string[] => parts[kind] ?? [LIFE];

/** Whether a part of a ledger is folded into the snapshot of its entity. */
export const isInSnapshot = (kind: EntityKind, part: string): boolean => partsOf(kind).includes(part);

export const snapshotOf = (entity: Entity): Derivation => ({
  key: snapshotKey(entity),
  compute: (reader) => compute(reader, entity),
});

async function compute(reader: Reader, entity: Entity): Promise<Computed> {
  const { name, spans, earlier, entries } = await readIdentity(reader, entity, partsOf(entity.kind));
  const mentioned = entity.kind === 'flag' ? await reader.listed.mentions(entity, ['OWNED']) : [];
  const facts = entries.map(({ fact }) => fact);
  const { state, listing } = fold(entity, facts, {
    names: { name, spans, earlier },
    features: mentioned.flatMap(({ names }) => names),
  });
  const { card, list, owner } = listing;
  return {
    value: state,
    attributes: { card, list, listKey: list === undefined ? undefined : listKey(entity.id, owner) },
    news: (notified, count) => maturityNews(state, facts, notified, count),
  };
}

/** Announces a maturity that differs from the one announced last; the first one is no news. */
function maturityNews(
  state: State,
  facts: readonly Fact[],
  notified: string | undefined,
  count: number,
): News | undefined {
  if (!('feature' in state)) return undefined;
  const now = announcedMaturity(state);
  if (now === undefined || notified === now) return undefined;
  const at = sinceWhen(facts, now);
  const isNews = notified !== undefined && at !== undefined;
  return {
    notified: now,
    announcement: isNews ? maturityChanged(state, notified, now, count, at) : undefined,
  };
}

/** When a feature was first said to have its present maturity, without another one since. */
function sinceWhen(facts: readonly Fact[], maturity: string): string | undefined {
  const said = ofType(facts, 'FeatureRegistered');
  const before = said.findLastIndex(
    ({ detail }) => detail.maturity !== undefined && detail.maturity !== maturity,
  );
  return said[before + 1]?.detail.occurredAt;
}
