/** The CPU of one delivery without any waiting: its signature alone, and everything up to the facts that go on the bus. */
import { createHmac } from 'node:crypto';
import { FACT_SOURCE } from '../../events/contract.ts';
import { readFact } from '../../events/read.ts';
import { attribute } from '../../functions/domain/attribution/attribute.ts';
import { payloadIn } from '../../functions/ingest/payload.ts';
import type { Delivery } from '../../functions/ingest/source.ts';
import { github } from '../../functions/ingest/sources/github.ts';
import { standard } from '../../functions/ingest/sources/standard.ts';
import { githubSignature, PLACE, pullRequest } from './pull-requests.ts';

const NOW = '2020-02-01T09:00:00.000Z';
const SECRET = 'a secret of the benchmark';
const SIGNING_SECRET = `whsec_${Buffer.from('a key of the benchmark, 32 bytes').toString('base64')}`;
const BYTES_A_SIZE = 400 * 1024 * 1024;
const DELIVERIES = 5_000;

/** CPU microseconds of one, after a tenth of them to warm up. */
function microseconds(times: number, work: (at: number) => void): number {
  for (let at = 0; at < times / 10; at += 1) work(at);
  const before = process.cpuUsage();
  for (let at = 0; at < times; at += 1) work(at);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

class BenchmarkBrokenError extends Error {
  override readonly name = 'BenchmarkBrokenError';
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new BenchmarkBrokenError(`The benchmark's delivery is not ${what}.`);
}

function standardHeaders(body: Buffer) {
  const sentAt = String(Date.parse(NOW) / 1000);
  const key = Buffer.from(SIGNING_SECRET.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`bench.${sentAt}.`).update(body).digest('base64');
  return { 'webhook-id': 'bench', 'webhook-timestamp': sentAt, 'webhook-signature': `v1,${mac}` };
}

/** CPU microseconds of checking a signature over so many bytes. */
export function signatureTimes(bytes: number): { readonly github: number; readonly standard: number } {
  const body = Buffer.alloc(bytes, 'shipshape ');
  const times = Math.min(20_000, Math.ceil(BYTES_A_SIZE / bytes));
  const hub: Delivery = { headers: { 'x-hub-signature-256': githubSignature(SECRET, body) }, body };
  const hooks: Delivery = { headers: standardHeaders(body), body };
  const source = github();
  return {
    github: microseconds(times, () => must(source.verify(hub, [SECRET], NOW), 'verified')),
    standard: microseconds(times, () => must(standard.verify(hooks, [SIGNING_SECRET], NOW), 'verified')),
  };
}

export interface OwnTimes {
  readonly bytes: number;
  /** CPU microseconds. */
  readonly whole: number;
}

/** Verified, parsed, understood, attributed, and read as the ledger will read it. */
export function deliveryTimes(): OwnTimes {
  const source = github();
  const place = { place: PLACE, record: { train: 'server' } };
  const deliveries = Array.from({ length: 100 }, (_, at) => pullRequest(at, `project-${at}`, SECRET));
  const take = (delivery: Delivery) => {
    must(source.verify(delivery, [SECRET], NOW), 'verified');
    const payload = payloadIn(delivery.body);
    const read = payload.ok ? source.read(delivery, payload.value) : undefined;
    const occurrences = read?.kind === 'occurrences' ? read.occurrences : [];
    const attributed = occurrences.map((each) => attribute(each, place));
    const facts = attributed.flatMap((each) => (each.kind === 'facts' ? each.facts : []));
    const accepted = facts.map(({ type, detail }) =>
      readFact({ source: FACT_SOURCE, 'detail-type': type, detail }),
    );
    must(accepted.length === 1 && accepted.every(({ ok }) => ok), 'one fact');
  };
  const bytes = deliveries[0]?.body.length ?? 0;
  const whole = microseconds(DELIVERIES, (at) => {
    const delivery = deliveries[at % deliveries.length];
    if (delivery !== undefined) take(delivery);
  });
  return { bytes, whole };
}
