/** Malformed payloads: reading one never throws, and changes nothing else. */
import type { Chance } from '../faults/chance.ts';
import { launchdarklyContext, launchdarklyPayload, unleashPayload } from '../support/flag-payloads.ts';
import { cloudEvent, githubPayloads, gitlabPayloads, starGranted } from '../support/payloads.ts';

/** A payload and where it is sent. */
export interface Seed {
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

const ce = {
  'ce-specversion': '1.0',
  'ce-id': 'a',
  'ce-source': '/a',
  'ce-type': 'StarGranted',
  'webhook-id': 'a',
};
const mediaType = (type: string) => ({ 'content-type': `application/${type}` });

/** The deliveries that others are made of. */
export const seeds: readonly Seed[] = [
  ...Object.entries(githubPayloads).map(([event, payload]) => ({
    source: 'github',
    headers: { 'x-github-event': event },
    payload,
  })),
  ...Object.values(gitlabPayloads).map((payload) => ({
    source: 'gitlab',
    headers: { 'webhook-timestamp': '1711443600' },
    payload,
  })),
  { source: 'launchdarkly', headers: {}, payload: launchdarklyPayload },
  { source: 'launchdarkly', headers: {}, payload: launchdarklyContext },
  { source: 'unleash', headers: {}, payload: unleashPayload },
  { source: 'standard', headers: mediaType('json'), payload: starGranted },
  { source: 'standard', headers: mediaType('json'), payload: [starGranted, starGranted] },
  { source: 'standard', headers: { ...mediaType('json'), ...ce }, payload: cloudEvent.data },
  { source: 'standard', headers: mediaType('cloudevents+json'), payload: cloudEvent },
  { source: 'standard', headers: mediaType('cloudevents-batch+json'), payload: [cloudEvent, cloudEvent] },
];

export const pick = <Item>(chance: Chance, items: readonly Item[]): Item => {
  const item = items[chance.below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** As JSON, because some of it JavaScript would never write: `__proto__` as a key, numbers out of range. */
const HOSTILE: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1.5',
    '1e309',
    '-0',
    '9007199254740993',
    '1e21',
    '""',
    '[]',
    '{}',
    '[[]]',
  ],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '"__proto__"'],
  ...[
    '"constructor"',
    '"toString"',
    '{"toString":null,"valueOf":1}',
    '{"length":-1}',
    '"\\ud800"',
    '"\\u0000"',
  ],
  ...[
    '"\\u202e\\r\\n{}"',
    '"../../etc/passwd"',
    '"javascript:alert(1)"',
    '"2026-02-30T00:00:00Z"',
    '"%E0%A4%A"',
  ],
  ...['"+275760-09-13T00:00:00Z"', '"1970-01-01T00:00:00Z"', '"2024-03-26 09:00:00 UTC"', '8640000000000001'],
  ...[
    '"refs/tags/"',
    '"refs/tags/\\ud800"',
    '"proj/a:env/b:flag/c"',
    `"${'a'.repeat(5000)}"`,
    `"${'-/'.repeat(3000)}"`,
  ],
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
];

/** A payload with a few of its values replaced, left out, doubled or exchanged; as JSON. */
export function mutated(payload: unknown, chance: Chance): string {
  const depth = 1 + chance.below(4);
  let json = JSON.stringify(payload);
  for (let step = 0; step < depth; step += 1) json = mutateOnce(json, chance);
  return json;
}

/** Where values begin in JSON of no spaces. Found in the text: a mutant need not survive being parsed and written. */
const VALUE = /(?<=[:[,])(?:"(?:[^"\\]|\\.)*"|-?\d[\d.e+]*|true|false|null)(?=[,\]}])/g;

function mutateOnce(json: string, chance: Chance): string {
  const values = [...json.matchAll(VALUE)];
  if (values.length === 0 || chance.hits(0.03)) return pick(chance, HOSTILE);
  const { index, 0: value } = pick(chance, values);
  const [before, after] = [json.slice(0, index), json.slice(index + value.length)];
  switch (chance.below(6)) {
    case 0:
      return before + pick(chance, values)[0] + after;
    case 1:
      return `${before}[${value},${pick(chance, HOSTILE)}]${after}`;
    case 2:
      return `{"__proto__":${pick(chance, HOSTILE)},${json.slice(json.startsWith('{}') ? 2 : 1)}`;
    case 3:
      return json.replace(
        new RegExp(`"${pick(chance, ['id', 'action', 'tag_name', 'repository', 'data'])}":`),
        '"x":',
      );
    case 4:
      return `${before}${value.replace(/.$/, () => `${String.fromCharCode(32 + chance.below(90))}"`)}${after}`;
    default:
      return before + pick(chance, HOSTILE) + after;
  }
}

/** Bytes: of a payload, cut, doubled and changed, or of nothing at all. */
export function randomBytes(payload: unknown, chance: Chance): Buffer {
  if (chance.hits(0.2))
    return Buffer.from(Array.from({ length: chance.below(200) }, () => chance.below(256)));
  const bytes = Buffer.from(JSON.stringify(payload));
  for (let changes = 1 + chance.below(4); changes > 0; changes -= 1)
    bytes.writeUInt8(chance.below(256), chance.below(bytes.length));
  return chance.hits(0.3) ? bytes.subarray(0, chance.below(bytes.length)) : bytes;
}
