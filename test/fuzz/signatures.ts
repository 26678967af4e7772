/** Slightly wrong signatures: none may be accepted. */
import type { Delivery } from '../../functions/webhooks/sources/source.ts';
import { sources } from '../../functions/webhooks/sources/sources.ts';
import { type Chance, chanceFrom } from '../faults/chance.ts';
import { NOW, SECRETS, type Sender, signed, sourceOf } from '../support/deliveries.ts';

/** The headers that make a delivery genuine. */
const SIGNING: Readonly<Record<Sender, readonly string[]>> = {
  github: ['x-hub-signature-256'],
  gitlab: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
  'gitlab-token': ['x-gitlab-token'],
  forgejo: ['x-hub-signature-256'],
  gitea: ['x-gitea-signature'],
  launchdarkly: ['x-ld-signature'],
  unleash: ['authorization'],
  posthog: ['authorization'],
  configcat: ['x-configcat-webhook-signature-v1', 'x-configcat-webhook-id', 'x-configcat-webhook-timestamp'],
  standard: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
};
const SENDERS = [
  'github',
  'gitlab',
  'gitlab-token',
  'forgejo',
  'gitea',
  'launchdarkly',
  'unleash',
  'posthog',
  'standard',
] as const;
/** They send a secret value instead of a signature, which does not cover the body. */
const PLAIN: ReadonlySet<Sender> = new Set(['gitlab-token', 'unleash', 'posthog']);
/** Their hexadecimal digits may be of either case. */
const HEX: ReadonlySet<Sender> = new Set(['github', 'forgejo', 'gitea', 'launchdarkly']);

const pick = <Item>(chance: Chance, items: readonly Item[]): Item => {
  const item = items[chance.below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const replaced = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);
const swapCase = (one: string) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase());

type Change = (value: string, chance: Chance) => string;

const changes: readonly Change[] = [
  (value, chance) => flipBit(value, chance.below(value.length), chance.below(7)),
  (value, chance) => value.slice(0, chance.below(value.length)),
  (value, chance) => value.slice(1 + chance.below(value.length - 1)),
  (value, chance) => value + String.fromCharCode(chance.below(256)),
  (value, chance) => String.fromCharCode(chance.below(256)) + value,
  (value, chance) => {
    const at = chance.below(value.length);
    return replaced(value, at, swapCase(value.charAt(at)));
  },
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  (value) => encodeURIComponent(value),
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(value).toString('hex'),
  (value) => value.replaceAll('+', '-').replaceAll('/', '_'),
  (value) => value.replace(/=+$/, ''),
  (value) => `${value},${value}`,
  (value) => `${value}, ${value}`,
  (value) => `${value} ${value}`,
  (value) => value.normalize('NFKD').split('').reverse().join(''),
  (value, chance) =>
    pick(chance, ['', ' ', '0', 'null', 'sha256=', 'v1,', 'v1', 'sha1=', '='.repeat(8)]) + value,
  (_value, chance) => pick(chance, ['', ' ', 'sha256=', 'v1,', 'undefined', '0'.repeat(64), 'A'.repeat(43)]),
];

function flipBit(value: string, at: number, bit: number): string {
  return replaced(value, at, String.fromCharCode(value.charCodeAt(at) ^ (1 << bit)));
}

/** Changes one thing: a header, the body, the values of two headers, or the secret. */
function tampered(sender: Sender, genuine: Delivery, chance: Chance): Delivery {
  const names = SIGNING[sender];
  const name = pick(chance, names);
  const headers = { ...genuine.headers };
  const kind = chance.below(10);
  if (kind === 0 && !PLAIN.has(sender)) return { headers, body: otherBody(genuine.body, chance) };
  if (kind === 1 && names.length > 1) {
    const other = pick(chance, names);
    [headers[name], headers[other]] = [headers[other], headers[name]];
  } else if (kind === 2) {
    headers[`x-${name}`] = headers[name];
    delete headers[name];
  } else headers[name] = pick(chance, changes)(headers[name] ?? '', chance);
  return { headers, body: genuine.body };
}

function otherBody(body: Buffer, chance: Chance): Buffer {
  const changed = Buffer.from(body);
  const at = chance.below(body.length);
  changed.writeUInt8(changed.readUInt8(at) ^ (1 << chance.below(8)), at);
  return pick(chance, [changed, body.subarray(0, at), Buffer.concat([body, changed.subarray(at)])]);
}

/** Whether the change is equivalent, so that it may be accepted. */
function isSame(sender: Sender, genuine: Delivery, changed: Delivery): boolean {
  return SIGNING[sender].every((name) => {
    const [was = '', is = ''] = [genuine.headers[name], changed.headers[name]];
    if (was === is) return genuine.body.equals(changed.body);
    if (HEX.has(sender)) return sameHex(was, is);
    // The good signature twice, as the specification allows.
    return name === 'webhook-signature' && is === `${was} ${was}`;
  });
}

function sameHex(was: string, is: string): boolean {
  const prefix = was.startsWith('sha256=') ? 'sha256=' : '';
  return is.startsWith(prefix) && is.slice(prefix.length).toLowerCase() === was.slice(prefix.length);
}

/**
 * Tries wrong signatures of all senders.
 * @returns how many were tried, without equivalent ones
 * @throws when one is accepted, with the seed and the delivery
 */
export function fuzzSignatures(count: number, seed: number): number {
  const chance = chanceFrom(seed);
  const bodies = [{ action: 'published' }, { list: [1, 2, 3], text: 'ä'.repeat(50) }];
  const genuine = SENDERS.flatMap((sender) => bodies.map((body) => [sender, signed(sender, body)] as const));
  let tried = 0;
  while (tried < count) {
    const [sender, delivery] = pick(chance, genuine);
    const changed = tampered(sender, delivery, chance);
    if (isSame(sender, delivery, changed)) continue;
    tried += 1;
    const source = sources.find(({ name }) => name === sourceOf(sender));
    if (source?.verify(changed, [SECRETS[sender]], NOW) !== false)
      throw new Error(`seed ${seed}: ${sender} took ${JSON.stringify(changed.headers)} for ${changed.body}`);
  }
  return tried;
}
