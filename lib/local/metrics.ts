/**
 * `GET /metrics` as Prometheus reads it: this machine without the token, others with it. Behind a proxy every request comes
 * from this machine, so where the pages have a public address everybody needs the token.
 */
import { isIP } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { version } from '../version.ts';
import type { Served } from './api-gateway.ts';
import type { Inbox } from './inbox.ts';
import { holdsToken } from './own-token.ts';
import type { Time } from './time.ts';

interface MetricsSurroundings {
  readonly inbox: Inbox;
  readonly time: Time;
  readonly token: () => string;
  /** Whether the pages have a public address. */
  readonly isPublished: boolean;
}

export function metricsRoute({ inbox, time, token, isPublished }: MetricsSurroundings): Served {
  const began = time.elapsed();
  const invoke = async (event: unknown) => {
    if (!isAsked(event)) throw new TypeError('This is no request.');
    const { headers, requestContext } = event;
    const isHere = !isPublished && isLoopback(requestContext.http.sourceIp);
    if (!isHere && !holdsToken(headers.authorization, token()))
      return answer(401, 'This address takes the token of this Shipshape: Authorization: Bearer <token>.\n');
    return answer(200, textOf(inbox, time.now(), (time.elapsed() - began) / 1000));
  };
  return { route: { method: 'GET', path: '/metrics' }, invoke };
}

const isAsked = (event: unknown): event is Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'> =>
  typeof event === 'object' && event !== null && 'headers' in event && 'requestContext' in event;

const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));

function textOf(inbox: Inbox, now: number, uptimeSeconds: number): string {
  const queues = inbox.depths();
  const lines = [
    ...metric('shipshape_info', 'Which version runs.', [[`{version="${version}"}`, 1]]),
    ...metric('shipshape_uptime_seconds', 'Since this process started.', [['', Math.round(uptimeSeconds)]]),
    ...metric('shipshape_dead_letters', 'Messages that were given up.', [['', inbox.countDead()]]),
    ...metric(
      'shipshape_queue_depth',
      'Messages that wait.',
      queues.map(({ queue, depth }) => [labelled(queue), depth]),
    ),
    ...metric(
      'shipshape_queue_oldest_seconds',
      'How long the oldest message waits.',
      queues.map(({ queue, oldest }) => [labelled(queue), Math.max(0, Math.round((now - oldest) / 1000))]),
    ),
    ...metric('process_resident_memory_bytes', 'Memory of the process.', [['', process.memoryUsage.rss()]]),
  ];
  return `${lines.join('\n')}\n`;
}

const labelled = (queue: string) => `{queue="${queue.replaceAll(/[\\"\n]/g, '_')}"}`;

const metric = (
  name: string,
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  ...values.map(([labels, value]) => `${name}${labels} ${value}`),
];

const answer = (statusCode: number, body: string) => ({
  statusCode,
  headers: {
    'Content-Type': `text/plain; ${statusCode === 200 ? 'version=0.0.4; ' : ''}charset=utf-8`,
    'Cache-Control': 'no-store',
    ...(statusCode === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  },
  body,
});
