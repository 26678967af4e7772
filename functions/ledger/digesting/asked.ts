/** What a confirm link still asks, now: what was confirmed since its digest was made is left out. */
import * as z from 'zod';
import { team as teamEntity } from '../../../events/contract.ts';
import { type CadenceStep, cadenceStep, period as periodField } from '../../../events/fields.ts';
import type { UnverifiedRecord } from '../../domain/digest/model.ts';
import { ofType } from '../../domain/entries.ts';
import { featureState } from '../../domain/feature.ts';
import { FEATURES } from '../../domain/summary.ts';
import { teamState } from '../../domain/team.ts';
import { type KeptRecord, unverifiedSince } from '../../domain/verified.ts';
import { readDigest } from '../digests.ts';
import { ownedBy } from '../keys.ts';
import { readLedger } from '../ledger.ts';
import type { LedgerTable } from '../ledger-table.ts';
import { all, inIndexAfter } from '../query.ts';
import { readStates } from '../summary.ts';
import { LISTING } from '../table.ts';

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
  readonly what: string;
}

/** @returns `undefined` when there is no such digest, or it asks nothing of the kind */
export async function readAsked(
  table: LedgerTable,
  { team, period, what }: Confirmable,
): Promise<Asked | undefined> {
  const digest = await readDigest(table, `team:${team}`, period);
  if (digest === undefined) return undefined;
  if (what.startsWith('step:')) return readStep(table, team, what.slice('step:'.length));
  const records = unverifiedSince(await readRecords(table, team), digest);
  const wanted = what === 'all' ? records : records.filter(({ entity }) => entity === what);
  return { kind: 'records', title: digest.title, records: wanted };
}

async function readStep(table: LedgerTable, team: string, text: string): Promise<Asked | undefined> {
  const at = text.indexOf(':');
  const step = cadenceStep.safeParse(text.slice(0, at)).data;
  const period = periodField.safeParse(text.slice(at + 1)).data;
  if (step === undefined || period === undefined) return undefined;
  const { facts } = await readLedger(table, teamEntity(team));
  const isDone = ofType(facts, 'CadenceCompleted').some(
    ({ detail }) => detail.step === step && detail.period === period,
  );
  const title = (await readStates(table, 'team', teamState, [team])).get(team)?.title ?? team;
  return { kind: 'step', title, step, period, isDone };
}

const listed = z.object({ card: z.object({ id: z.string() }) });

/** The records of a team: its own, and those of its features. */
export async function readRecords(table: LedgerTable, team: string): Promise<KeptRecord[]> {
  const items = await all(table, inIndexAfter(LISTING, FEATURES, undefined, ownedBy(team)));
  const ids = items.map((item) => listed.parse(item).card.id);
  const features = await readStates(table, 'feature', featureState, ids);
  const teams = await readStates(table, 'team', teamState, [team]);
  return [
    ...[...teams].map(([id, state]) => ({ entity: `team:${id}`, title: state.title ?? id, team, state })),
    ...[...features]
      .filter(([, state]) => state.team === team)
      .map(([id, state]) => ({ entity: `feature:${id}`, title: state.title ?? id, team, state })),
  ];
}
