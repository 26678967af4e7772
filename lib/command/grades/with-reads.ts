import type { Surroundings } from '../import-catalog.ts';
import { CommandMisusedError } from '../input-error.ts';
import { withTarget } from '../open-target.ts';
import type { Target, TargetOptions } from '../target.ts';
import type { GradeReads } from './reads.ts';

/** @throws {CommandMisusedError} when nobody can be asked there */
export const withTargetReads = (
  around: Surroundings,
  options: TargetOptions,
  work: (target: Target, reads: GradeReads) => Promise<void>,
): Promise<void> =>
  withTarget(options, around, async (target) => {
    if (target.reads === undefined)
      throw new CommandMisusedError('A bus tells nothing of what is known: name its table with --table.');
    await work(target, target.reads);
  });

export const withReads = (
  around: Surroundings,
  options: TargetOptions,
  work: (reads: GradeReads) => Promise<void>,
): Promise<void> => withTargetReads(around, options, (_target, reads) => work(reads));
