/**
 * Sends deliveries at a steady rate, in a process of its own. It never waits for an answer before the next one is sent,
 * and counts from the moment at which each should have been: who comes while others are kept waiting waits as well.
 */
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pullRequest, type SignedDelivery } from './pull-requests.ts';

export const PROJECTS = 200;
export const projectOf = (number: number): string => `project-${number % PROJECTS}`;

export interface Sent {
  /** Milliseconds from the moment at which each delivery should have been sent to the end of its answer. */
  readonly latencies: readonly number[];
  /** Milliseconds by which this process itself was late with each. */
  readonly late: readonly number[];
  /** How many were answered with what. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many were not answered in a minute after the last was sent. */
  readonly unanswered: number;
}

/** Seconds of the same before anything is measured. */
const WARM_UP = 5;
/** How long answers are waited for, once all is sent. */
const PATIENCE_MS = 60_000;
const agent = new Agent({ keepAlive: true });

/** The status of the answer, once it came whole. */
const post = (address: string, { headers, body }: SignedDelivery) =>
  new Promise<string>((resolve) => {
    const sending = request(address, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
      agent,
    });
    sending.on('error', ({ message }) => resolve(message));
    sending.on('response', (answer) => answer.resume().on('end', () => resolve(String(answer.statusCode))));
    sending.end(body);
  });

async function send(address: string, secret: string, perSecond: number, seconds: number): Promise<Sent> {
  const latencies: number[] = [];
  const late: number[] = [];
  const statuses: Record<string, number> = {};
  const answers: Promise<void>[] = [];
  const first = performance.now() + 100;
  const count = perSecond * (WARM_UP + seconds);
  for (let number = 1; number <= count; number += 1) {
    const due = first + (number * 1000) / perSecond;
    const delivery = pullRequest(number, projectOf(number), secret);
    if (due > performance.now()) await wait(due - performance.now());
    const isMeasured = number > perSecond * WARM_UP;
    if (isMeasured) late.push(performance.now() - due);
    const answered = post(address, delivery).then((status) => {
      if (!isMeasured) return;
      latencies.push(performance.now() - due);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
    answers.push(answered);
  }
  await Promise.race([Promise.all(answers), wait(PATIENCE_MS)]);
  return {
    latencies: [...latencies],
    late,
    statuses: { ...statuses },
    unanswered: late.length - latencies.length,
  };
}

if (process.send !== undefined) {
  const [, , address = '', secret = '', perSecond = '', seconds = ''] = process.argv;
  // Whoever asked may be far behind: it reads this before it lets go.
  process.on('disconnect', () => process.exit());
  process.send(await send(address, secret, Number(perSecond), Number(seconds)));
}
