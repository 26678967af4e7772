/** Any digest that the model lets through, with titles that nobody wishes for. */
import fc from 'fast-check';
import { starWord } from '../../../events/announcements/feature.ts';
import { cadenceStep } from '../../../events/fields.ts';
import type { DigestLinks } from '../../../functions/digests/model/confirm-link.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { after, before, type Period, periodAt } from '../../../functions/kernel/model/period.ts';
import { verdictWord } from '../../../functions/verdicts/model/verdict.ts';
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
const anyCompletion = fc.tuple(fc.nat(50), fc.nat(50)).map(([done, left]) => ({ done, of: done + left }));
const anyName = anyPeriod.map(({ name }) => name);

/** Optional members are left out rather than undefined, as JSON does. */
const some = <T, K extends keyof T>(members: { [M in keyof T]: fc.Arbitrary<T[M]> }, requiredKeys: K[]) =>
  fc.record(members, { requiredKeys });

/** Some items, and perhaps more than are kept. */
const sectionOf = <Item>(item: fc.Arbitrary<Item>) =>
  fc.tuple(fc.array(item, { maxLength: 8 }), fc.nat(100_000), fc.boolean()).map(([items, more, isAll]) => ({
    items,
    total: items.length === 0 || isAll ? items.length : items.length + more,
  }));

const project = { project: anyId, title: anyText, team: anyId, release: anyId, train: anyId };
const verdict = fc.constantFrom(...verdictWord().options);
const silent = fc.record({ ...project, verdict, because: anyText, streak: fc.nat(40) });
const what = some({ title: anyText, url: anyAddress }, ['title']);
const shipped = fc.record({ ...project, verdict, what: fc.array(what, { maxLength: 5 }), more: fc.nat(99) });
const feature = { feature: anyId, title: anyText, team: anyId };
const change = fc.constantFrom('new' as const, 'changed' as const, 'deprecated' as const);
const features = some({ ...feature, change, from: anyText, to: anyText }, [
  'feature',
  'title',
  'team',
  'change',
]);
const grade = fc
  .nat(9)
  .chain((earned) => fc.record({ earned: fc.constant(earned), of: fc.integer({ min: earned, max: 9 }) }));
const word = fc.constantFrom(...starWord().options);
const star = some({ title: anyText, from: word, to: word, because: anyText }, ['title', 'because']);
const grades = some(
  {
    ...feature,
    from: grade,
    to: grade,
    stars: fc.array(star, { maxLength: 6 }),
    next: fc.record({ title: anyText, who: anyText, what: anyText }),
  },
  ['feature', 'title', 'team', 'to', 'stars'],
);
const unverified = fc.record({
  entity: fc.tuple(fc.constantFrom('feature', 'team'), anyId).map(([kind, id]) => `${kind}:${id}`),
  title: anyText,
  team: anyId,
  lastSeenAt: anyMoment,
});
const review = some(
  {
    review: anyId,
    subject: anyText,
    changeClass: anyId,
    team: anyId,
    state: fc.constantFrom('waiting' as const, 'returned' as const, 'no-longer-blocking' as const),
    turn: fc.constantFrom('reviewers' as const, 'author' as const, 'nobody' as const),
    lapsesAt: anyMoment,
    lapsedAt: anyMoment,
  },
  ['review', 'subject', 'changeClass', 'state', 'turn'],
);
const kind = fc.constantFrom('launch' as const, 'experiment' as const, 'flag' as const, 'enrolment' as const);
const upcoming = some({ kind, ...feature, text: anyText, dueAt: anyMoment, isOverdue: fc.boolean() }, [
  'kind',
  'feature',
  'title',
  'team',
  'text',
  'isOverdue',
]);
const cadence = fc.record({
  team: anyId,
  step: fc.constantFrom(...cadenceStep().options),
  title: anyText,
  period: anyName,
  state: fc.constantFrom('done' as const, 'due' as const, 'overdue' as const),
  partners: fc.array(some({ role: anyText, person: anyText }, ['role']), { maxLength: 4 }),
});
const correction = fc.record({ period: anyName, entity: anyId, title: anyText, text: anyText });
const action = some({ text: anyText, entity: anyId, confirms: anyId }, ['text']);

/** Periods that follow each other, this one last. */
const trendOf = (last: Period) =>
  fc
    .array(fc.record({ shipped: fc.nat(9), silent: fc.nat(9), completion: anyCompletion }), { maxLength: 14 })
    .map((points) =>
      points.map((point, index) => ({ period: nameBefore(last, points.length - 1 - index), ...point })),
    );

const nameBefore = (period: Period, ago: number): string =>
  ago === 0 ? period.name : nameBefore(before(period), ago - 1);

const required = (period: Period) => ({
  period: fc.constant(period.name),
  every: fc.constant(period.every),
  zone: fc.constant(period.zone),
  from: fc.constant(period.from),
  until: fc.constant(period.until),
  audience: fc.oneof(
    fc.constantFrom('all', 'org:cloud', 'team:search'),
    anyId.map((id) => `team:${id}`),
  ),
  title: anyText,
  madeAt: fc.constant(after(period).until),
  isQuiet: fc.boolean(),
  silent: sectionOf(silent),
  shipped: sectionOf(shipped),
  features: sectionOf(features),
  grades: sectionOf(grades),
  unverified: sectionOf(unverified),
  reviews: sectionOf(review),
  upcoming: sectionOf(upcoming),
  cadence: sectionOf(cadence),
  corrections: sectionOf(correction),
  snoozed: fc.nat(20),
  completion: anyCompletion,
  actions: fc.array(action, { maxLength: 3 }),
  trend: trendOf(period),
  ignored: fc.nat(5),
  escalates: fc.boolean(),
});

const standings = fc.dictionary(fc.string({ maxLength: 5 }), fc.tuple(fc.nat(5), fc.nat(5)), { maxKeys: 3 });

export const anyDigest: fc.Arbitrary<Digest> = anyPeriod
  .chain((period) =>
    fc.tuple(fc.record(required(period)), some({ completionBefore: anyCompletion, standings }, [])),
  )
  .map(([all, rest]) => ({ ...all, ...rest }));

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
