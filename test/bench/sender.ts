/**
 * Sends deliveries at a steady rate, in a process of its own. It never waits for an answer before the next one is sent,
 * and counts from the moment at which each should have been: who comes while others are kept waiting waits as well.
 */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { inFreshProcess } from './measure.ts';
import { pullRequest, type SignedDelivery } from './pull-requests.ts';

export interface Sending {
  readonly address: string;
  readonly secret: string;
  readonly projects: number;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Sent {
  /** Milliseconds from the moment at which each delivery should have been sent to the end of its answer. */
  readonly latencies: readonly number[];
  /** Milliseconds by which this process itself was late with each. */
  readonly late: readonly number[];
  /** How many were answered with what. */
  readonly statuses: Readonly<Record<string, number>>;
  /** 503 without a Retry-After. */
  readonly withoutRetryAfter: number;
  /** How many were not answered: the connection broke, or nothing came in a minute after the last was sent. */
  readonly unanswered: number;
  /** The numbers of all that were accepted, those before anything was measured too. */
  readonly accepted: readonly number[];
}

/** Before anything is measured. */
const WARM_UP = { perSecond: 50, seconds: 5 };
/** How long answers are waited for, once all is sent. */
const TIMEOUT_MS = 60_000;
const BROKEN = 0;
const agent = new Agent({ keepAlive: true });

export const projectOf = (number: number, projects: number): string => `project-${number % projects}`;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Once it came whole. */
const post = (address: string, { headers, body }: SignedDelivery): Promise<Answer> =>
  new Promise((resolve) => {
    const length = { 'content-length': body.length };
    const sending = request(address, { method: 'POST', headers: { ...headers, ...length }, agent });
    sending.on('error', () => resolve({ status: BROKEN, retryAfter: undefined }));
    sending.on('response', (response: IncomingMessage) =>
      response
        .resume()
        .on('end', () =>
          resolve({ status: response.statusCode ?? BROKEN, retryAfter: response.headers['retry-after'] }),
        ),
    );
    sending.end(body);
  });

/** Sends to the end of {@link TIMEOUT_MS}, or until all is answered. @param first number of the first delivery */
async function sendAll(
  { address, secret, projects, perSecond, seconds }: Sending,
  first: number,
): Promise<Sent> {
  const [latencies, late, accepted]: [number[], number[], number[]] = [[], [], []];
  const statuses: Record<string, number> = {};
  let withoutRetryAfter = 0;
  const answers: Promise<void>[] = [];
  const began = performance.now() + 100;
  for (let at = 0; at < perSecond * seconds; at += 1) {
    const due = began + (at * 1000) / perSecond;
    const delivery = pullRequest(first + at, projectOf(first + at, projects), secret);
    const early = due - performance.now();
    if (early > 0) await wait(early);
    late.push(performance.now() - due);
    const answered = post(address, delivery).then(({ status, retryAfter }) => {
      if (status === BROKEN) return;
      latencies.push(performance.now() - due);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 202) accepted.push(first + at);
      if (status === 503 && retryAfter === undefined) withoutRetryAfter += 1;
    });
    answers.push(answered);
  }
  const timer = new AbortController();
  await Promise.race([Promise.all(answers), wait(TIMEOUT_MS, undefined, { signal: timer.signal })]);
  timer.abort();
  return {
    latencies,
    late,
    statuses,
    withoutRetryAfter,
    unanswered: late.length - latencies.length,
    accepted,
  };
}

export const send = inFreshProcess(import.meta.url, async (sending: Sending): Promise<Sent> => {
  const warm = await sendAll({ ...sending, ...WARM_UP }, 0);
  const sent = await sendAll(sending, warm.late.length);
  agent.destroy();
  return { ...sent, accepted: [...warm.accepted, ...sent.accepted] };
});
