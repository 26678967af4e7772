/** Where a catalog is kept: a data directory, a running Shipshape, or an event bus on AWS. */
import type { Known } from '../../functions/catalog/model/import/known.ts';
import type { OutgoingFact } from '../../functions/kernel/bus/publish.ts';
import type { GradeReads } from './reads.ts';
import type { Progress } from './terminal.ts';

export type { OutgoingFact };

export interface TargetOptions {
  readonly data?: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly bus?: string | undefined;
  readonly table?: string | undefined;
}

export interface Target {
  /** What is known there; undefined where nobody can be asked. */
  readKnown(): Promise<Known | undefined>;
  /** Resolves when all facts are taken and will be recorded. @param progress is told how many are taken */
  publish(facts: readonly OutgoingFact[], progress: Progress): Promise<void>;
  /**
   * Waits until what was published is recorded.
   * @param isRecorded whether all of it is in what is known now; without it nobody else is asked
   * @returns false when it is not within a minute, and when nobody can be asked
   */
  settled(isRecorded?: (known: Known) => boolean): Promise<boolean>;
  /** What is read of grades; undefined where nobody can be asked. */
  readonly reads: GradeReads | undefined;
  close(): Promise<void>;
}

/** The directory of `npm start`. */
export const DEFAULT_DATA = '.shipshape';
