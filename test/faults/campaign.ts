/**
 * Many streams, each in several orders, with copies, concurrent workers and crashes; and each step by step. By hand:
 * `node test/faults/campaign.ts --streams 2000 --seed 1`, or `--minutes 60`. Ends with 1 when a stream fails, after it
 * printed the smallest one found that does.
 */
import { parseArgs } from 'node:util';

// Read when the functions are loaded: what they log of the faults here is of no interest.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
const { trialsOf } = await import('./trials.ts');
const { outcomeOf } = await import('./trial.ts');
const { shown, smallest } = await import('./shrink.ts');

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    /** Failures after which it is enough. */
    failures: { type: 'string', default: '1' },
  },
});

const first = Number(values.seed);
const end = values.minutes === undefined ? undefined : Date.now() + Number(values.minutes) * 60_000;
const isOver = (streams: number) =>
  failures >= Number(values.failures) ||
  (end === undefined ? streams >= Number(values.streams) : Date.now() >= end);

let [streams, orders, crashes, calls, failures] = [0, 0, 0, 0, 0];
while (!isOver(streams)) {
  for await (const { trial, model } of trialsOf(first + streams)) {
    const outcome = await outcomeOf(trial, undefined, model);
    orders += 1;
    crashes += outcome.crashes.length;
    calls += outcome.calls;
    if (outcome.problems.length === 0) continue;
    failures += 1;
    const least = await smallest({ trial, outcome });
    process.stdout.write(`Stream ${first + streams}:\n${shown(least)}\n`);
    break;
  }
  streams += 1;
}
process.stdout.write(
  `${streams} streams, ${orders} orders, ${crashes} crashes, ${calls} calls, ${failures} failures\n`,
);
process.exitCode = failures === 0 ? 0 : 1;
