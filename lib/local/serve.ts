/** `start`: runs a host until it is stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import type { StartOptions } from './greeting.ts';
import { type Host, startHost } from './host.ts';
import { inWords, LOG_LEVEL, type Log, logToStderr, reasonOf } from './log.ts';
import './tsx.ts';

export interface ServeOptions extends StartOptions {
  readonly host: string;
  readonly port: number;
  /** Whether only the address is printed. */
  readonly quiet: boolean;
}

/** The demo is loaded before schedules start, but messages left in the queues may take long. */
const CLOCK_STARTS_WITHIN_MS = 15_000;

/** Ends the process only when the host cannot start, or is stopped. */
export async function serve(options: ServeOptions, environment: NodeJS.ProcessEnv): Promise<void> {
  const log = logToStderr(environment[LOG_LEVEL]);
  // Files that this process creates are for their owner alone.
  process.umask(0o077);
  const own = { environment, log, processing: 'thread', loadsFirst: true, clock: false } as const;
  const { data, host: name, port } = options;
  const host = await startHost({ data, host: name, port, ...own }).catch(giveUp);
  survive(log);
  stopOnSignal(host, log);
  say(`Open ${host.address}`);
  await Promise.race([greet(host, options, environment, log), sleep(CLOCK_STARTS_WITHIN_MS)]);
  host.startClock();
}

function giveUp(error: unknown): never {
  const needsStack = error instanceof Error && !(error instanceof UserError);
  process.stderr.write(`${needsStack ? error.stack : reasonOf(error)}\n`);
  process.exit(needsStack ? 1 : 2);
}

/** Uncaught errors do not end the process: writes are in transactions, and all work has a timeout. */
function survive(log: Log): void {
  const tell = (message: string) => (error: unknown) =>
    log('ERROR', message, {
      error: error instanceof Error ? (error.stack ?? error.message) : inWords(error),
    });
  process.on('uncaughtException', tell('An error was not caught; this Shipshape goes on.'));
  process.on('unhandledRejection', tell('A promise was rejected in the background; this Shipshape goes on.'));
}

function stopOnSignal(host: Host, log: Log): void {
  let isStopping = false;
  const stop = () => {
    // Asked twice, it ends at once; unfinished work stays in the queues.
    if (isStopping) process.exit(130);
    isStopping = true;
    say('Finishing what is in flight… (Ctrl-C again stops at once)');
    host
      .stop()
      .catch((error: unknown) =>
        log('ERROR', 'The host did not stop as it should.', { error: inWords(error) }),
      )
      .finally(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

async function greet(
  host: Host,
  options: ServeOptions,
  environment: NodeJS.ProcessEnv,
  log: Log,
): Promise<void> {
  try {
    // Imported late, because it takes longer to load than the rest of the host.
    const { greeting } = await import('./greeting.ts');
    for await (const line of greeting(host, options, environment)) if (!options.quiet) say(line);
  } catch (error) {
    log('ERROR', 'The greeting could not be printed.', { error: inWords(error) });
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
