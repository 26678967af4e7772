import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../../events/canonical-json.ts';
import { type Entity, entityKind } from '../../../events/contract.ts';
import { id as idField } from '../../../events/fields.ts';
import { link } from '../../../functions/kernel/derived/links.ts';
import { LIFE, ofRelease } from '../../../functions/kernel/ledger/parts.ts';
import {
  calendarKey,
  decode,
  displacedMark,
  encode,
  entityOf,
  eventSortKey,
  eventsOf,
  firstUnder,
  gradeKey,
  keyPart,
  markedBy,
  mentionsOf,
  mentionsThing,
  othersUnder,
  partition,
  partThing,
  rosterKey,
  snapshotKey,
  valueThing,
  verdictKey,
  windowKey,
} from '../../../functions/kernel/store/keys.ts';
import {
  type Key,
  MAX_PARTITION_KEY_BYTES,
  MAX_SORT_KEY_BYTES,
} from '../../../functions/kernel/store/store.ts';
import { accepted, change } from '../../support/facts.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const MAX_LENGTH = 256;
const isId = (text: string) => idField.safeParse(text).success;
/** What ids are made of when somebody means it badly: separators, escapes, and characters of up to four bytes. */
const pieces = [
  '#',
  '%',
  '%23',
  '%25',
  '|',
  '~',
  '$',
  ' ',
  'a',
  'Z',
  '0',
  'é',
  '漢',
  '🚀',
  'DISPLACED',
  'LIFE',
  'RELEASE#',
];
const anyId = fc
  .oneof(
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: MAX_LENGTH }).map((all) => all.join('')),
    fc.constantFrom('#', '漢', '🚀', '%', 'x').map((one) => one.repeat(MAX_LENGTH)),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: MAX_LENGTH }),
  )
  .map((text) => text.slice(0, MAX_LENGTH).toWellFormed().normalize('NFC').slice(0, MAX_LENGTH))
  // As every id that is accepted is: without space around it, and with nothing in it that cannot be seen.
  .filter((text) => isId(text));
const anyEntity: fc.Arbitrary<Entity> = fc.record({
  kind: fc.constantFrom(...entityKind().options),
  id: anyId,
});
const bytes = (text: string) => Buffer.byteLength(text);
const digest = digestOf('content');
const at = '2024-01-01T00:00:00.000Z';
const factOf = (id: string) => accepted(change('rank', at, {}, id)).fact;

describe('An id in a key', () => {
  it('is read back as it was, and holds no separator', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(decode(encode(id))).toBe(id);
        expect(encode(id)).not.toContain('#');
        expect(keyPart(id)).not.toContain('#');
      }),
    );
  });

  it('of another id is another one, however long both are', () => {
    fc.assert(
      fc.property(anyId, anyId, (one, other) => {
        expect(keyPart(one) === keyPart(other)).toBe(one === other);
        expect(encode(one) === encode(other)).toBe(one === other);
      }),
    );
  });

  it('is no digest of a longer one, whoever chose it to be', () => {
    const long = (at: number) => `${'漢'.repeat(250)}${at}`;
    const guessable = Array.from({ length: 2000 }, (_none, index) => long(index)).filter((id) =>
      /^2[35]/.test(digestOf(id)),
    );
    expect(guessable).not.toEqual([]);
    for (const id of guessable) {
      // Of a written id, an escape is all that can follow the percent sign.
      for (const chosen of [digestOf(id), `%${digestOf(id)}`, decode(`%${digestOf(id)}`), keyPart(id)])
        expect(keyPart(chosen)).not.toBe(keyPart(id));
    }
  });
});

describe('The partition of an entity', () => {
  it('tells the entity again, and is no other one’s', () => {
    fc.assert(
      fc.property(anyEntity, anyEntity, (one, other) => {
        expect(entityOf(partition(one))).toEqual(one);
        expect(partition(one) === partition(other)).toBe(one.kind === other.kind && one.id === other.id);
      }),
    );
  });

  it.each(['READERS#FEATURE#sort|LIFE', 'FAILED', 'MESSAGE#a', 'QUARANTINE#BAD_ID', 'DUE#2024-01', ''])(
    'is not %p',
    (pk) => expect(entityOf(pk)).toBeUndefined(),
  );
});

/** Every key that a ledger of this entity, or what is derived from it, has with these ids. */
function keysOf(entity: Entity, id: string, other: string): Key[] {
  const pk = partition(entity);
  const event = eventSortKey(ofRelease(other), factOf(id), digest);
  return [
    { pk, sk: event },
    { pk, sk: displacedMark(event) },
    firstUnder(entity, id),
    { pk, sk: `${othersUnder(entity, id)}${digest}` },
    { pk, sk: mentionsOf('MEMBER', id, other).slice(0, -1) },
    { pk, sk: mentionsOf('CLAIMED', id).slice(0, -1) },
    snapshotKey(entity),
    gradeKey(id),
    windowKey(id),
    calendarKey(id),
    rosterKey(id),
    verdictKey(id, other),
  ];
}

describe('A key', () => {
  it('is as short as DynamoDB wants it, whatever the ids', () => {
    fc.assert(
      fc.property(anyEntity, anyId, anyId, (entity, id, other) => {
        for (const { pk, sk } of keysOf(entity, id, other)) {
          expect(bytes(pk)).toBeLessThanOrEqual(MAX_PARTITION_KEY_BYTES);
          expect(bytes(sk)).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
        }
      }),
    );
  });

  it('of one thing is never the key of another', () => {
    fc.assert(
      fc.property(anyEntity, anyId, anyId, (entity, id, other) => {
        const texts = keysOf(entity, id, other).map(({ pk, sk }) => `${pk}\n${sk}`);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  it('of an event tells what is marked, and whether it is a mark', () => {
    fc.assert(
      fc.property(anyId, anyId, (id, release) => {
        const event = eventSortKey(ofRelease(release), factOf(id), digest);
        expect(markedBy(event)).toBeUndefined();
        expect(markedBy(displacedMark(event))).toBe(event);
        expect(event.startsWith(eventsOf(ofRelease(release)))).toBe(true);
      }),
    );
  });

  it('of an event of one part does not begin like those of another', () => {
    fc.assert(
      fc.property(anyId, anyId, (one, other) => {
        fc.pre(ofRelease(one) !== ofRelease(other));
        expect(eventsOf(ofRelease(one)).startsWith(eventsOf(ofRelease(other)))).toBe(false);
        expect(eventsOf(ofRelease(one)).startsWith(eventsOf(LIFE))).toBe(false);
      }),
    );
  });

  it('of a mention begins like those of its kind and first name alone', () => {
    fc.assert(
      fc.property(anyId, anyId, anyId, (team, project, another) => {
        const member = mentionsOf('MEMBER', team, project).slice(0, -1);
        expect(member.startsWith(mentionsOf('MEMBER', team))).toBe(true);
        expect(member.startsWith(mentionsOf('MEMBER', another))).toBe(team === another);
        expect(member.startsWith(mentionsOf('RELEASE'))).toBe(false);
      }),
    );
  });
});

describe('What can be depended on', () => {
  const store = storeOn();

  it('is one thing for one part, mention or value, and no two share it', () => {
    fc.assert(
      fc.property(anyEntity, anyEntity, anyId, anyId, (one, other, id, another) => {
        const things = (entity: Entity) => [
          partThing(entity, LIFE),
          partThing(entity, ofRelease(id)),
          partThing(entity, ofRelease(another)),
          mentionsThing(entity),
          valueThing(snapshotKey(entity)),
          valueThing({ pk: partition(entity), sk: verdictKey('', id).sk }),
          valueThing({ pk: partition(entity), sk: verdictKey('', another).sk }),
        ];
        const isSame = one.kind === other.kind && one.id === other.id;
        const all = [...things(one), ...(isSame ? [] : things(other))];
        const alike = (ofRelease(id) === ofRelease(another) ? 1 : 0) + (id === another ? 1 : 0);
        expect(new Set(all).size).toBe(all.length - alike * (isSame ? 1 : 2));
      }),
    );
  });

  it('can be linked below, however long its ids', async () => {
    const longest = ['#', '漢', '🚀'.slice(0, 2)].map((one) =>
      one.repeat(MAX_LENGTH).slice(0, MAX_LENGTH).toWellFormed(),
    );
    for (const id of longest) {
      const project: Entity = { kind: 'project', id };
      const reads = [
        { thing: partThing(project, ofRelease(id)), after: at, until: at },
        { thing: mentionsThing(project), until: at },
        { thing: valueThing(verdictKey(id, id)) },
      ];
      await expect(link(store(), reads, verdictKey(id, id))).resolves.toBeUndefined();
    }
  });
});
