import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { sourceRecord } from './import/records.ts';
import { registration, registrationOf, retiredAt } from './record-keeping.ts';

/** Where events come from, and what they are about. */
export const sourceState = lazy(() =>
  z.object({
    source: z.string(),
    registration: registration().optional(),
    retiredAt: z.string().optional(),
    record: sourceRecord(),
  }),
);
export type SourceState = Output<typeof sourceState>;

/**
 * Folds a source's ledger: each field as it was last said.
 * @param facts in order
 */
export function foldSource(source: string, facts: readonly Fact[]): SourceState {
  const said = ofType(facts, 'SourceRegistered').map(({ detail }) => detail);
  return {
    source,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'SourceRegistered'),
    record: {
      title: lastSaid(said, ({ title }) => title),
      train: lastSaid(said, ({ train }) => train),
      project: lastSaid(said, ({ project }) => project),
      rules: lastSaid(said, ({ rules }) => rules),
      ships: lastSaid(said, ({ ships }) => ships),
      releases: lastSaid(said, ({ releases }) => releases),
    },
  };
}
