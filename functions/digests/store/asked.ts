/** What a confirm link still asks, now: what was confirmed since its digest was made is left out. */
import { team as teamEntity } from '../../../events/contract.ts';
import type { CadenceStep } from '../../../events/fields.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { CadenceItem, UnverifiedRecord } from '../model/items.ts';
import type { Digest } from '../model/model.ts';
import { readDigest } from './digests.ts';
import { readUnverified } from './unverified-records.ts';

/** What is asked: records that nobody looked at, or a step that is not done. */
export type Asked =
  | { readonly kind: 'records'; readonly title: string; readonly records: readonly UnverifiedRecord[] }
  | {
      readonly kind: 'step';
      readonly title: string;
      readonly step: CadenceStep;
      readonly period: string;
      readonly isDone: boolean;
    };

interface Confirmable {
  readonly team: string;
  readonly period: string;
  /** As an action of a digest says what it confirms. */
  readonly what: string;
}

/**
 * @param now UTC instant
 * @returns `undefined` when there is no such digest, or it asks for no such step
 */
export async function readAsked(
  table: Store,
  { team, period, what }: Confirmable,
  now: string,
): Promise<Asked | undefined> {
  const digest = await readDigest(table, `team:${team}`, period);
  if (digest === undefined) return undefined;
  const { title } = digest;
  if (what.startsWith('step:')) {
    const item = stepIn(digest, what);
    return item && { ...(await readStep(table, item)), title };
  }
  const records = await readUnverified(table, team, digest.from, now);
  return {
    kind: 'records',
    title,
    records: what === 'all' ? records : records.filter(({ entity }) => entity === what),
  };
}

const stepIn = ({ cadence }: Digest, what: string): CadenceItem | undefined =>
  cadence.items.find(({ step, period }) => what === `step:${step}:${period}`);

async function readStep(table: Store, { team, step, period }: CadenceItem) {
  const { facts } = await readLedger(table, teamEntity(team));
  const isDone = ofType(facts, 'CadenceCompleted').some(
    ({ detail }) => detail.step === step && detail.period === period,
  );
  return { kind: 'step' as const, step, period, isDone };
}
