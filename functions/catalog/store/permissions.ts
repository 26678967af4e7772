/** Reads what decides who may state something about projects. */
import { rubric } from '../../../events/contract.ts';
import { distinct, ofType } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Permits } from '../model/permissions.ts';
import { permitsOf } from '../model/permissions.ts';
import { readLedger } from './ledger.ts';
import { readStates } from './states.ts';

/** @param projects those that may be asked about @param now UTC instant */
export async function readPermits(table: Store, projects: readonly string[], now: string): Promise<Permits> {
  if (projects.length === 0) return permitsOf(new Map(), new Map(), undefined);
  const states = await readStates(table, 'project', distinct(projects));
  const named = [...states.values()].flatMap(({ team }) => team ?? []);
  const [teams, { facts }] = await Promise.all([
    readStates(table, 'team', distinct(named)),
    readLedger(table, rubric),
  ]);
  const published = ofType(facts, 'RubricPublished').findLast(({ detail }) => detail.occurredAt <= now);
  return permitsOf(states, teams, published?.detail.approvals);
}
