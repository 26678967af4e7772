/** From the options of a command to where its catalog is kept. */

import { CommandMisusedError, TableUnnamedError } from './input-error.ts';
import { DEFAULT_DATA, type GradeReads, type Target, type TargetOptions } from './target.ts';

interface Around {
  readonly environment: NodeJS.ProcessEnv;
  /** UTC instant. */
  readonly now: string;
}

/** What a command does there. Who only reads can do so beside a running host, and makes nothing that is not there. */
type Purpose = 'read' | 'write';

/** @throws {InputError} when the options do not go together, or what they name cannot be reached */
export async function withTarget<Result>(
  purpose: Purpose,
  options: TargetOptions,
  around: Around,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const target = await open(purpose, options, around);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}

type Work = (target: Target, reads: GradeReads) => Promise<void>;

const reading =
  (work: Work) =>
  async (target: Target): Promise<void> => {
    if (target.reads === undefined) throw new TableUnnamedError();
    await work(target, target.reads);
  };

/** For who says something of what is read. @throws {TableUnnamedError} when nobody can be asked there */
export const withTargetReads = (around: Around, options: TargetOptions, work: Work): Promise<void> =>
  withTarget('write', options, around, reading(work));

/** @throws {TableUnnamedError} when nobody can be asked there */
export const withReads = (
  around: Around,
  options: TargetOptions,
  work: (reads: GradeReads) => Promise<void>,
): Promise<void> =>
  withTarget(
    'read',
    options,
    around,
    reading((_target, reads) => work(reads)),
  );

/** Each kind is loaded when it is used: together they take longer to load than to work. */
async function open(purpose: Purpose, options: TargetOptions, { environment, now }: Around): Promise<Target> {
  const { url, tokenFile, bus, table, data = DEFAULT_DATA } = options;
  if (tokenFile !== undefined && url === undefined)
    throw new CommandMisusedError('--token-file is of a running Shipshape: name it with --url.');
  if (table !== undefined && bus === undefined)
    throw new CommandMisusedError('--table is of a bus on AWS: name it with --bus.');
  if (url !== undefined) return (await import('./url-target.ts')).urlTarget(url, tokenFile, environment);
  if (bus !== undefined) return (await import('./bus-target.ts')).busTarget(bus, table, now);
  const { dataTarget, readDataTarget } = await import('./data-target.ts');
  return purpose === 'read' ? readDataTarget(data, environment, now) : dataTarget(data, now);
}
