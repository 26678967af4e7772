/** `queue list`, `queue retry` and `queue drop`: what was given up, in a data directory or at a running Shipshape. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { type GaveUp, gaveUp } from '../../../functions/kernel/model/gave-up.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { mustHold } from '../../local/data-directory.ts';
import { DEAD_LETTERS, shown } from '../../local/dead-letters.ts';
import { readDeadLetters } from '../../local/storage.ts';
import { onHost } from '../data-target.ts';
import { CommandMisusedError, CommandRefusedError, TargetUnavailableError } from '../input-error.ts';
import { mustGoTogether } from '../open-target.ts';
import { DEFAULT_DATA, type TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { apiOf } from '../url-target.ts';

interface ListOptions extends TargetOptions {
  readonly json?: boolean;
}

interface ChosenOptions extends TargetOptions {
  readonly all?: boolean;
}

/** What was given up somewhere. */
interface DeadLetters {
  list(): Promise<readonly GaveUp[]>;
  /** @returns how many */
  retry(ids: readonly number[]): Promise<number>;
  drop(ids: readonly number[]): Promise<number>;
}

/** Also works beside a running host. @throws {InputError} {DataDirectoryError} */
export async function runQueueList(around: Surroundings, options: ListOptions): Promise<void> {
  const { url, data = DEFAULT_DATA } = options;
  mustBeReachable(options);
  const letters =
    url === undefined ? readDeadLetters(data).map(shown) : await (await remote(around, options, url)).list();
  if (options.json) around.terminal.out(printableJson({ deadLetters: letters }));
  else print(around, letters);
}

/** What was given up is tried once more. @throws {InputError} {DataDirectoryError} */
export const runQueueRetry = (
  around: Surroundings,
  ids: readonly number[],
  options: ChosenOptions,
): Promise<void> =>
  onChosen(around, ids, options, async (letters, those) => {
    around.terminal.out(`${plural(await letters.retry(those), 'message')} tried again.`);
    if (options.url === undefined) print(around, await letters.list());
    else around.terminal.out('`queue list` shows in a moment what was given up again.');
  });

/** What was given up is forgotten. @throws {InputError} {DataDirectoryError} */
export const runQueueDrop = (
  around: Surroundings,
  ids: readonly number[],
  options: ChosenOptions,
): Promise<void> =>
  onChosen(around, ids, options, async (letters, those) => {
    around.terminal.out(`${plural(await letters.drop(those), 'message')} dropped.`);
  });

/** @throws {CommandRefusedError} for a number that no message has, before anything is done */
async function onChosen(
  around: Surroundings,
  ids: readonly number[],
  options: ChosenOptions,
  work: (letters: DeadLetters, ids: readonly number[]) => Promise<void>,
): Promise<void> {
  const { all = false, url, data = DEFAULT_DATA } = options;
  if (all === ids.length > 0) throw new CommandMisusedError('Name messages by their numbers, or say --all.');
  mustBeReachable(options);
  const checked = async (letters: DeadLetters) => {
    const there = (await letters.list()).map(({ id }) => id);
    const unknown = ids.filter((id) => !there.includes(id));
    if (unknown.length > 0)
      throw new CommandRefusedError(`No message that was given up has the number ${unknown.join(', ')}.`);
    const those = all ? there : ids;
    if (those.length === 0) around.terminal.out('Nothing was given up.');
    else await work(letters, those);
  };
  if (url !== undefined) return checked(await remote(around, options, url));
  mustHold(data);
  await onHost(data, (host) =>
    checked({
      list: async () => host.deadLetters().map(shown),
      retry: async (those) => {
        const revived = await host.reviveDeadLetters(those);
        await host.idle();
        return revived;
      },
      drop: (those) => host.dropDeadLetters(those),
    }),
  );
}

/** @throws {CommandMisusedError} {CommandRefusedError} */
function mustBeReachable(options: TargetOptions): void {
  mustGoTogether(options);
  if (options.bus !== undefined)
    throw new CommandRefusedError(
      'On AWS, what was given up is in the dead-letter queues of SQS, one for each subscription; their alarms name them. ' +
        'To try it again: aws sqs start-message-move-task --source-arn <the ARN of the queue>; to drop it: aws sqs purge-queue.',
    );
}

const listed = lazy(() => z.object({ deadLetters: z.array(gaveUp()) }));
const counted = z.object({ count: z.number() });

async function remote(
  { environment }: Surroundings,
  options: TargetOptions,
  url: string,
): Promise<DeadLetters> {
  const api = await apiOf(url, options.tokenFile, environment);
  const done = async (deed: 'retry' | 'drop', ids: readonly number[]) =>
    understood(counted, await api.post(`${DEAD_LETTERS}/${deed}`, JSON.stringify({ ids }))).count;
  return {
    list: async () => understood(listed(), await api.get(DEAD_LETTERS)).deadLetters,
    retry: (ids) => done('retry', ids),
    drop: (ids) => done('drop', ids),
  };
}

/** @throws {TargetUnavailableError} */
function understood<Answer>(shape: z.ZodType<Answer>, answer: unknown): Answer {
  const { data, error } = shape.safeParse(answer);
  if (error === undefined) return data;
  const message = 'This version of the command cannot read its answer: use the version that runs there.';
  throw new TargetUnavailableError(message, { cause: error });
}

function print({ terminal }: Surroundings, letters: readonly GaveUp[]): void {
  for (const { id, diedAt, queue, event, receives, reason } of letters)
    terminal.out(printable(`${id} ${diedAt} ${queue}: ${event} failed ${receives} times: ${reason}`));
  terminal.out(
    letters.length === 0 ? 'Nothing was given up.' : `${plural(letters.length, 'message')} given up.`,
  );
}
