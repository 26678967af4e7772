/** Where a command reads and writes: a data directory, a running Shipshape, or an event bus on AWS. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownChange } from '../../functions/catalog/model/change.ts';
import type { Known } from '../../functions/catalog/model/import/known.ts';
import type { ReadPage } from '../../functions/catalog/model/import/wire.ts';
import type { ReferenceAnswer } from '../../functions/catalog/model/reference/features.ts';
import type { UnknownName } from '../../functions/catalog/model/unknown-names.ts';
import type { DueAnswer } from '../../functions/digests/model/excerpts.ts';
import type { Digest } from '../../functions/digests/model/model.ts';
import type {
  GradeReport,
  GradeRequest,
  MatrixPage,
  MatrixRequest,
} from '../../functions/grades/model/report.ts';
import type { RubricReference } from '../../functions/grades/model/rubric-reference.ts';
import type { OutgoingFact } from '../../functions/kernel/bus/publish.ts';
import type { MessageReport } from '../../functions/notifications/store/outbox.ts';
import type { ReviewReport, ReviewsAnswer } from '../../functions/reviews/model/report.ts';
import type { ReleaseOutlook } from '../../functions/verdicts/model/outlook.ts';
import type { ReleaseLine } from '../../functions/verdicts/model/report.ts';
import type { Progress } from './terminal.ts';

export type { OutgoingFact };

/** The data directory of `npm start`. */
export const DEFAULT_DATA = '.shipshape';

export interface TargetOptions {
  readonly data?: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly bus?: string | undefined;
  readonly table?: string | undefined;
}

export interface Target {
  /** What the catalog there holds; undefined where it cannot be read. */
  readKnown(): Promise<Known | undefined>;
  /** Resolves once all facts are accepted and will be recorded. @param progress called with the number accepted so far */
  publish(facts: readonly OutgoingFact[], progress: Progress): Promise<void>;
  /**
   * Waits until what was published is recorded.
   * @param isRecorded whether what is known now holds all of it; only a target that records by itself can do without
   * @returns false when that takes longer than a minute, and when the target cannot be read
   */
  settled(isRecorded?: (known: Known) => boolean): Promise<boolean>;
  /** Undefined where the target cannot be read. */
  readonly reads: TargetReads | undefined;
  close(): Promise<void>;
}

/** A release, and where it is to come its outlook. */
export interface LookedAt {
  readonly release: string;
  readonly state: ReleaseLine['state'];
  readonly counts: boolean;
  readonly outlook?: ReleaseOutlook | undefined;
}

/** What the commands of grades, reviews, digests and outlooks read, wherever it is stored. */
export interface TargetReads {
  /** A page of the catalog. */
  readonly page: ReadPage;
  /** The changes under the id of a fact or of an event; one event can be a change of several projects. */
  changes(id: string): Promise<readonly KnownChange[]>;
  /** `undefined` for a feature that no fact ever named. */
  grade(feature: string, request: GradeRequest): Promise<GradeReport | undefined>;
  matrix(request: MatrixRequest): Promise<MatrixPage>;
  /** Open reviews, those that lapsed lately, and the rules for a review that is requested now. */
  reviews(): Promise<ReviewsAnswer>;
  /** `undefined` for a review that nobody requested. */
  review(id: string): Promise<ReviewReport | undefined>;
  /**
   * The digest of a period, or where it is not made yet, what it would say now. Over HTTP only one that was made.
   * @param audience `all`, `org:cloud` or `team:search`
   */
  digest(
    audience: string,
    period: string,
  ): Promise<{ readonly digest: Digest; readonly isMade: boolean } | undefined>;
  /** `undefined` for a release that nobody scheduled. @param zone IANA zone in which days are counted */
  outlook(release: string, zone: string): Promise<LookedAt | undefined>;
  /** All releases of all trains. */
  releases(): Promise<readonly Pick<ReleaseLine, 'release' | 'version'>[]>;
  /** What is coming on each train, by train and date. */
  coming(zone: string): Promise<readonly ReleaseOutlook[]>;
  /** Names that events and records use, and nobody has registered. */
  unknownNames(): Promise<readonly UnknownName[]>;
  /** A page of what the reference pages show of features, with internal fields. @param after the `next` of the page before */
  reference(after: string | undefined): Promise<ReferenceAnswer>;
  rubricReference(): Promise<RubricReference>;
  /** Messages that were given up, newest first. */
  failedMessages(): Promise<readonly MessageReport[]>;
  /** What is due for a team, or for all; `undefined` for a team that does not exist. @param zone the reader's; the team's without it */
  due(team: string | undefined, zone?: string): Promise<DueAnswer | undefined>;
}

const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 5_000;
const TIMEOUT_MS = 60_000;

/** For targets that record on their own: asks with growing pauses, for a minute. @returns whether it became so in time */
export async function within(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + TIMEOUT_MS;
  for (let pause = FIRST_PAUSE_MS; Date.now() < until; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    if (await isSo()) return true;
    await sleep(pause);
  }
  return isSo();
}
