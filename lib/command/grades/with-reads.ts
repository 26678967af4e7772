import type { Surroundings } from '../import-catalog.ts';
import { TableUnnamedError } from '../input-error.ts';
import { type Purpose, withTarget } from '../open-target.ts';
import type { Target, TargetOptions } from '../target.ts';
import type { GradeReads } from './reads.ts';

type Work = (target: Target, reads: GradeReads) => Promise<void>;

const withPurpose = (
  purpose: Purpose,
  around: Surroundings,
  options: TargetOptions,
  work: Work,
): Promise<void> =>
  withTarget(purpose, options, around, async (target) => {
    if (target.reads === undefined) throw new TableUnnamedError();
    await work(target, target.reads);
  });

/** For who says something of what is read. @throws {TableUnnamedError} when nobody can be asked there */
export const withTargetReads = (around: Surroundings, options: TargetOptions, work: Work): Promise<void> =>
  withPurpose('write', around, options, work);

export const withReads = (
  around: Surroundings,
  options: TargetOptions,
  work: (reads: GradeReads) => Promise<void>,
): Promise<void> => withPurpose('read', around, options, (_target, reads) => work(reads));
