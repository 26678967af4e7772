/** What the ledgers know of the catalog: what files are compared with, and what an export writes. */

import * as z from 'zod';
import { measured } from '../../../../events/facts/feature.ts';
import type { VocabularyName } from '../../../../events/facts/vocabulary.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { HeldExemption, plan } from '../project.ts';
import {
  type Catalog,
  eachSection,
  type RecordSection,
  type Records,
  type RubricRecord,
  type TermRecord,
} from './records.ts';

/** One record as its ledger knows it, without what is unknown. */
export interface KnownRecord<Record> {
  readonly record: Record;
  /** Whether files stated it last: only then does it go when it leaves the files. */
  readonly isFromFiles: boolean;
  /** When it was last stated, UTC: what is dated before that changes nothing. */
  readonly saidAt: string;
  /** Retired, ended, cancelled or left: its history stays. */
  readonly isGone: boolean;
  /** Since when the name means it, where it meant another one before, UTC: an earlier fact would be about that one. */
  readonly meantSince?: string | undefined;
  /** Of a release: when somebody last said when it was cut or came out. */
  readonly datedAt?: string | undefined;
  /** Of a release that was dated: the latest moments for which its cut and its publication were reported. */
  readonly reported?:
    | { readonly cutAt?: string | undefined; readonly publishedAt?: string | undefined }
    | undefined;
}

/** What a project means to ship in a release. */
export type Plan = Output<typeof plan>;

/** What was measured of a feature. */
export const knownFact = lazy(() =>
  z.object({ key: z.string(), value: measured(), at: z.string(), isFromFiles: z.boolean() }),
);
export type KnownFact = Output<typeof knownFact>;

/** The last word on a merged change; it counts again where there is no reason. */
export const knownWithdrawal = lazy(() =>
  z.object({
    change: z.string(),
    reason: z.string().optional(),
    at: z.string(),
    isFromFiles: z.boolean(),
  }),
);
export type KnownWithdrawal = Output<typeof knownWithdrawal>;

/** A record as a page of the catalog has it: of a project, with what it means to ship and what excuses it. */
export interface KnownEntry<Record> extends KnownRecord<Record> {
  readonly plans?: Plan[] | undefined;
  readonly exemptions?: HeldExemption[] | undefined;
}

export type KnownRecords<Record> = ReadonlyMap<string, KnownRecord<Record>>;
export type KnownById = { readonly [S in RecordSection]: KnownRecords<Records[S]> };

/** Everything that is registered, by its present id; also what is gone. */
export interface Known extends KnownById {
  readonly rubric?: KnownRecord<RubricRecord> | undefined;
  readonly vocabularies: Partial<Record<VocabularyName, KnownRecord<ReadonlyMap<string, TermRecord>>>>;
  /** By project: what is planned and was not taken back. */
  readonly plans: ReadonlyMap<string, readonly Plan[]>;
  /** By project: its exemptions that were not withdrawn, and those that wait for another person. */
  readonly exemptions: ReadonlyMap<string, readonly HeldExemption[]>;
  /** By project: the last word on each change that was ever withdrawn. */
  readonly withdrawals: ReadonlyMap<string, readonly KnownWithdrawal[]>;
  /** By feature: the last value of each key that is known. */
  readonly facts: ReadonlyMap<string, readonly KnownFact[]>;
}

/** What files are compared with where no table can be read. */
export const nothingKnown: Known = {
  teams: new Map(),
  people: new Map(),
  features: new Map(),
  flags: new Map(),
  projects: new Map(),
  releases: new Map(),
  accounts: new Map(),
  calendars: new Map(),
  sources: new Map(),
  channels: new Map(),
  roadmap: new Map(),
  vocabularies: {},
  plans: new Map(),
  exemptions: new Map(),
  withdrawals: new Map(),
  facts: new Map(),
};

/** Only what files stated last goes when it leaves them. */
export const leavesWithFiles = ({ isFromFiles, isGone }: KnownRecord<unknown>): boolean =>
  isFromFiles && !isGone;

/** The ledgers as a catalog, without what is gone. */
export function catalogOf(known: Known): Catalog {
  const { rubric, vocabularies, exemptions, withdrawals, facts, ...byId } = known;
  const terms = Object.entries(vocabularies).filter(([, { isGone }]) => !isGone);
  return {
    ...eachSection((section) => livingOf(byId, section)),
    rubric: rubric?.record,
    exemptions: grantedIn(exemptions),
    withdrawals: standingIn(withdrawals),
    facts: new Map(
      [...facts].map(([id, all]) => [id, Object.fromEntries(all.map(({ key, value }) => [key, value]))]),
    ),
    vocabularies: Object.fromEntries(terms.map(([name, { record }]) => [name, record])),
  };
}

/** Without those that wait for another person: nothing holds of them yet. */
const grantedIn = (exemptions: Known['exemptions']): Catalog['exemptions'] =>
  new Map(
    [...exemptions].flatMap(([project, held]) => {
      const granted = held.flatMap(({ release, until, reason, approver }) =>
        approver === undefined ? [] : [{ release, until, reason, approver }],
      );
      return granted.length === 0 ? [] : [[project, granted] as const];
    }),
  );

/** Without those that count again. */
const standingIn = (withdrawals: Known['withdrawals']): Catalog['withdrawals'] =>
  new Map(
    [...withdrawals].flatMap(([project, all]) => {
      const standing = all.flatMap(({ change, reason }) =>
        reason === undefined ? [] : [{ change, reason }],
      );
      return standing.length === 0 ? [] : [[project, standing] as const];
    }),
  );

const livingOf = <S extends RecordSection>(known: KnownById, section: S): ReadonlyMap<string, Records[S]> =>
  new Map([...known[section]].flatMap(([id, { record, isGone }]) => (isGone ? [] : [[id, record] as const])));
