/** A customer or a prospect, as the catalog has it: a reference for everybody, and a name for people inside. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { accountFields } from './import/records.ts';
import { lastOfEach, lifecycleOf, lifecycleShape, type ShapeOf } from './record-keeping.ts';

export const accountState = lazy(() =>
  z.object({
    account: z.string(),
    ...lifecycleShape(),
    ...({
      name: internal(z.string().optional()),
      aliases: internal(z.array(z.string()).optional()),
    } satisfies ShapeOf<typeof accountFields>),
  }),
);
export type AccountState = Output<typeof accountState>;

const ofAccount = lazy(() => accountFields().keyof());

/** @param facts what its ledger says of itself, in order */
export const foldAccount = (account: string, facts: readonly Fact[]): AccountState => ({
  account,
  ...lifecycleOf(facts, 'AccountRegistered'),
  ...lastOfEach(
    ofType(facts, 'AccountRegistered').map(({ detail }) => detail),
    ofAccount().options,
  ),
});
