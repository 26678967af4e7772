/** Opens the target that the options of a command name. */
import { CommandMisusedError, TableUnnamedError } from './input-error.ts';
import { DEFAULT_DATA, type Target, type TargetOptions, type TargetReads } from './target.ts';
import { printableJsonText, type Surroundings } from './terminal.ts';

type Around = Pick<Surroundings, 'environment' | 'now'>;

/** A command that only reads works beside a running host, and creates nothing; one that compares does without a directory. */
type Purpose = 'read' | 'write' | 'compare';

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

function readsOf({ reads }: Target): TargetReads {
  if (reads === undefined) throw new TableUnnamedError();
  return reads;
}

/** Options of a command that states something. */
export interface StatingOptions extends TargetOptions {
  readonly dryRun?: boolean;
}

/** Ends a dry run where something would be published. */
class DryRunEnd extends Error {
  override readonly name = 'DryRunEnd';
}

/**
 * For commands that read, and then state something; a dry run prints the facts in place of stating them, and ends there.
 * @throws {TableUnnamedError} when the target cannot be read
 */
export async function withTargetReads(
  around: Around & Pick<Surroundings, 'terminal'>,
  options: StatingOptions,
  work: (target: Target, reads: TargetReads) => Promise<void>,
): Promise<void> {
  if (options.dryRun !== true)
    return withTarget('write', options, around, async (target) => work(target, readsOf(target)));
  const { out } = around.terminal;
  const publish: Target['publish'] = async (facts) => {
    for (const { type, body } of facts) out(`${type} ${printableJsonText(body)}`);
    out('Nothing was recorded: this is a dry run.');
    throw new DryRunEnd();
  };
  await withTarget('read', options, around, async (target) =>
    work({ ...target, publish }, readsOf(target)),
  ).catch((error: unknown) => {
    if (!(error instanceof DryRunEnd)) throw error;
  });
}

/** For commands that only read. @throws {TableUnnamedError} when the target cannot be read */
export const withReads = <Result>(
  around: Around,
  options: TargetOptions,
  work: (reads: TargetReads) => Promise<Result>,
): Promise<Result> => withTarget('read', options, around, async (target) => work(readsOf(target)));

/** @throws {CommandMisusedError} */
export function mustGoTogether({ url, tokenFile, bus, table }: TargetOptions): void {
  if (tokenFile !== undefined && url === undefined)
    throw new CommandMisusedError('--token-file belongs to a running Shipshape: name it with --url.');
  if (table !== undefined && bus === undefined)
    throw new CommandMisusedError('--table belongs to a bus on AWS: name it with --bus.');
}

/** Each kind of target is loaded when it is used: loading all takes longer than the work. */
async function open(purpose: Purpose, options: TargetOptions, { environment, now }: Around): Promise<Target> {
  const { url, tokenFile, bus, table, data = DEFAULT_DATA } = options;
  mustGoTogether(options);
  if (url !== undefined) return (await import('./url-target.ts')).urlTarget(url, tokenFile, environment, now);
  if (bus !== undefined) return (await import('./bus-target.ts')).busTarget(bus, table, now);
  const { dataTarget, emptyTarget, readDataTarget } = await import('./data-target.ts');
  if (purpose === 'write') return dataTarget(data, environment, now);
  return purpose === 'compare' && !(await import('../local/data-directory.ts')).isHeld(data)
    ? emptyTarget
    : readDataTarget(data, environment, now);
}
