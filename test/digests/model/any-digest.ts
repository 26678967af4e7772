/** Any digest that the model lets through, with titles that nobody wishes for. */
import fc from 'fast-check';
import * as z from 'zod';
import type { DigestLinks } from '../../../functions/digests/model/confirm-link.ts';
import { type Digest, digest } from '../../../functions/digests/model/model.ts';
import { after, before, type Period, periodAt } from '../../../functions/kernel/model/period.ts';
import { anyText } from './hostile-texts.ts';

const anyAddress = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://e.example/a|b>(c)`"\\ d',
    `https://e.example/${'&'.repeat(900)}`,
  ),
);
const anyId = fc.oneof(fc.constantFrom('search', 'docs', '5.3'), anyText);
const anyMoment = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyZone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
);
const anyEvery = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const);
const anyPeriod = fc
  .tuple(anyEvery, anyMoment, anyZone)
  .map(([every, moment, zone]) => periodAt(every, moment, zone));
const nameBefore = (period: Period, ago: number): string =>
  ago === 0 ? period.name : nameBefore(before(period), ago - 1);

/** Members whose texts are not just any: in all shapes of the digest, by name. */
const TEXTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...Object.fromEntries(
    ['project', 'feature', 'team', 'release', 'train', 'review', 'changeClass'].map((name) => [name, anyId]),
  ),
  ...Object.fromEntries(
    ['lastSeenAt', 'lapsesAt', 'lapsedAt', 'dueAt', 'cutAt'].map((name) => [name, anyMoment]),
  ),
  period: anyPeriod.map(({ name }) => name),
  url: anyAddress,
  entity: fc.tuple(fc.constantFrom('feature', 'team'), anyId).map(([kind, id]) => `${kind}:${id}`),
};

const unwrapped = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema;

/** Any value of a schema of the digest. @param name of the member that holds it */
function anyOf(wrapped: unknown, name = ''): fc.Arbitrary<unknown> {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodObject) {
    if ('items' in schema.shape && 'total' in schema.shape) return sectionOf(anyOf(schema.shape.items));
    if ('done' in schema.shape) return anyPart('done');
    return 'earned' in schema.shape ? anyPart('earned') : membersOf(schema.shape);
  }
  if (schema instanceof z.ZodArray) return fc.array(anyOf(schema.element), { maxLength: 6 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.nat(40);
  if (schema instanceof z.ZodString) return TEXTS[name] ?? anyText;
  throw new TypeError(`No values of ${name} can be made.`);
}

/** Optional members are left out rather than undefined, as JSON does. */
function membersOf(shape: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(shape).map(([name, schema]) => [name, anyOf(schema, name)] as const);
  const required = Object.keys(shape).filter((name) => !(shape[name] instanceof z.ZodOptional));
  return fc.record(Object.fromEntries(members), { requiredKeys: required });
}

/** `done` or `earned` of how many. */
const anyPart = (name: string) =>
  fc.tuple(fc.nat(50), fc.nat(50)).map(([part, rest]) => ({ [name]: part, of: part + rest }));

/** Some items, and perhaps more than the digest has room for. */
const sectionOf = (items: fc.Arbitrary<unknown>) =>
  fc.tuple(items, fc.nat(100_000), fc.boolean()).map(([found, more, isAll]) => {
    const { length } = z.array(z.unknown()).parse(found);
    return { items: found, total: length === 0 || isAll ? length : length + more };
  });

const { standings: _stored, actions, trend, ...shape } = digest().shape;
const anyMembers = membersOf(shape);
const anyActions = fc.array(anyOf(actions.element), { maxLength: 3 });
const anyStandings = fc.dictionary(fc.string({ maxLength: 5 }), fc.tuple(fc.nat(5), fc.nat(5)), {
  maxKeys: 3,
});
const anyPoints = fc.array(membersOf(trend.element.shape), { maxLength: 14 });
const anyAudience = fc.oneof(
  fc.constantFrom('all', 'org:cloud', 'team:search'),
  anyId.map((id) => `team:${id}`),
);

/** The points of the trend follow each other, the period of the digest last. */
export const anyDigest: fc.Arbitrary<Digest> = fc
  .record({
    of: anyPeriod,
    members: anyMembers,
    audience: anyAudience,
    actions: anyActions,
    points: anyPoints,
    more: fc.record({ standings: anyStandings }, { requiredKeys: [] }),
  })
  .map(({ of, members, points, more, ...rest }) =>
    digest.parse({
      ...members,
      ...rest,
      ...more,
      period: of.name,
      every: of.every,
      zone: of.zone,
      from: of.from,
      until: of.until,
      madeAt: after(of).until,
      trend: points.map((point, at) => ({ ...point, period: nameBefore(of, points.length - 1 - at) })),
    }),
  );

/** Links of hosts that sign confirmations, that cannot, and of our own pages. */
export const anyLinks: fc.Arbitrary<DigestLinks> = fc
  .tuple(
    fc.constantFrom('https://shipshape.example/', '/', ''),
    fc.constantFrom('', 'x'.repeat(400), 'x'.repeat(3000), '&'.repeat(900), '|<>'.repeat(100)),
    fc.boolean(),
  )
  .map(([base, token, signs]) => ({
    page: base === '' ? '' : `${base}digests/all`,
    confirm: () => (signs ? `${base}confirm/${token}` : undefined),
  }));
