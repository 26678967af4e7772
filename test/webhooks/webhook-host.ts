/** A host that all kinds of senders but one are connected to, and what can be sent to it over real HTTP. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import * as z from 'zod';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { type Host, type HostOptions, startHost } from '../../lib/local/host.ts';
import { SECRETS, type Sender, signed, sourceOf, standardSignature } from '../support/deliveries.ts';

/** Accepted as GitHub's while it is being replaced. */
export const PREVIOUS = 'the-secret-before-this-one';
const ENVIRONMENT = {
  SHIPSHAPE_LOG_LEVEL: 'SILENT',
  SHIPSHAPE_SECRET_GITHUB: SECRETS.github,
  SHIPSHAPE_SECRET_GITHUB_PREVIOUS: PREVIOUS,
  SHIPSHAPE_SECRET_GITLAB: SECRETS['gitlab-token'],
  SHIPSHAPE_SECRET_UNLEASH: SECRETS.unleash,
  SHIPSHAPE_SECRET_STANDARD: SECRETS.standard,
};
/** Connects LaunchDarkly, which the others leave out so that one sender is known and not connected. */
export const WITH_LAUNCHDARKLY = { SHIPSHAPE_SECRET_LAUNCHDARKLY: SECRETS.launchdarkly };

export const startWebhooks = (more: NodeJS.ProcessEnv = {}, options: HostOptions = {}): Promise<Host> =>
  startHost({ log: () => {}, ...options, environment: { ...ENVIRONMENT, ...more } });

/** A request, header names and all, as it goes out. */
export interface Outgoing {
  readonly path: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

const answerBody = z.object({
  outcome: z.string().optional(),
  event: z.string().optional(),
  because: z.string().optional(),
  to: z.array(z.string()).default([]),
  facts: z.array(z.object({ type: z.string(), id: z.string() })).default([]),
  unattributed: z.array(z.object({ because: z.string(), solution: z.string() })).default([]),
  quarantined: z.array(z.object({ reason: z.string(), message: z.string() })).default([]),
  replies: z.array(z.object({ line: z.string(), reply: z.string() })).default([]),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Of a refusal (RFC 9457) before the function of webhooks is asked. */
  code: z.string().optional(),
});
export type Answer = z.output<typeof answerBody> & {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
};

/** Sends it with `node:http`, which leaves headers as they are and adds no more than it must. */
export async function send({ address }: Host, { path, method = 'POST', ...what }: Outgoing): Promise<Answer> {
  const { status, headers, text } = await new Promise<Pick<Answer, 'status' | 'headers' | 'text'>>(
    (resolve, reject) => {
      const headers = Object.fromEntries(
        Object.entries(what.headers).filter(([, value]) => value !== undefined),
      );
      const request = httpRequest(`${address}${path}`, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      request.on('error', reject);
      request.end(what.body);
    },
  );
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  return { ...answerBody.parse(body), status, headers, text };
}

/** Sends these bytes and nothing else; gives all that comes back until the host, or after a while we, hang up. */
export function sendRaw({ address }: Host, bytes: string, timeoutMs = 5000): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, end);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}

/** A delivery as its sender signs it, on its way to its address. */
export function from(
  sender: Sender,
  payload: unknown,
  headers: Record<string, string> = {},
  secret?: string,
): Outgoing {
  const delivery = signed(sender, payload, headers, secret ?? SECRETS[sender]);
  return { path: `/webhooks/${sourceOf(sender)}`, ...delivery };
}

/** @param payload of this event; a Buffer goes as it is */
export const fromGithub = (event: string, payload: unknown, more: Record<string, string> = {}): Outgoing =>
  from('github', payload, { 'x-github-event': event, ...more });

interface Signing {
  readonly id?: string;
  /** Seconds from now at which it claims to be sent. */
  readonly after?: number;
  readonly headers?: Record<string, string>;
}

let sent = 0;

/** By Standard Webhooks, signed at this moment unless told otherwise, with an id of its own unless one is given. */
export function fromStandard(payload: unknown, { id, after = 0, headers = {} }: Signing = {}): Outgoing {
  sent += 1;
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  const messageId = id ?? `msg_${sent}`;
  const sentAt = `${Math.floor(Date.now() / 1000) + after}`;
  const signing = {
    'webhook-id': messageId,
    'webhook-timestamp': sentAt,
    'webhook-signature': standardSignature(SECRETS.standard, messageId, sentAt, body),
  };
  return {
    path: '/webhooks/standard',
    headers: { 'content-type': 'application/json', ...signing, ...headers },
    body,
  };
}

type Published = Parameters<Host['publish']>[0];

/** Steps with a host after each of which everything that follows is done; what its ledgers and its verdicts say then. */
export const settled = (host: () => Host) => ({
  async publish(...facts: Published): Promise<void> {
    await host().publish(facts);
    await host().idle();
  },
  async deliver(what: Outgoing): Promise<Answer> {
    const answer = await send(host(), what);
    await host().idle();
    return answer;
  },
  typesOf: async (kind: 'feature' | 'project' | 'release', id: string) =>
    (await readLedger(host().store, { kind, id })).facts.map(({ type }) => type),
  words: async (release: string) =>
    Object.fromEntries(
      (await readVerdicts(host().store, release)).map(({ project, verdict }) => [project, verdict]),
    ),
});
