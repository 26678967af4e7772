/** Catalogs of any kind for property tests, as the plain values of their files. */
import fc from 'fast-check';
import { link, moment, reference, text, name as validName } from '../../../events/fields.ts';
import type { Section } from '../../../functions/catalog/model/import/problem.ts';
import { anyString } from './strings.ts';

const isName = (one: string) => validName().safeParse(one).success && one !== '__proto__';
const name = fc
  .oneof(anyString, fc.stringMatching(/^[a-zé検0-9_@][a-zé検0-9._:/@#+~-]{0,12}$/))
  .filter(isName);
const words = anyString.filter((one) => text(2000).safeParse(one).success);
const names = fc.array(name, { maxLength: 4 });
const fields = <Shape extends Record<string, fc.Arbitrary<unknown>>>(
  required: Shape,
  others: Record<string, fc.Arbitrary<unknown>>,
) => fc.record({ ...required, ...others }, { requiredKeys: Object.keys(required) });
const mapOf = <Value>(value: fc.Arbitrary<Value>, minLength = 0) =>
  fc
    .uniqueArray(fc.tuple(name, value), {
      maxLength: 4,
      minLength,
      selector: ([key]) => key.normalize('NFC'),
    })
    .map((entries) => new Map(entries));
const objectOf = <Value>(value: fc.Arbitrary<Value>) => mapOf(value).map((map) => Object.fromEntries(map));

const address = fc
  .webUrl({ withQueryParameters: true, withFragments: true })
  .filter((one) => link.safeParse(one).success);
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
  .filter((one) => moment.safeParse(one).success);
const account = name.map((one) => `github:${one}`).filter((one) => reference.safeParse(one).success);
const exposure = fc.constantFrom('on-by-default', 'off-by-default');
const date = fc.constantFrom('2024-12-25', '2024-02-29');
const about = fc.subarray(['digest', 'flagged', 'features'], { minLength: 1 });
const term = fields({ title: words }, { description: words, url: fc.webUrl() });
const support = fc.constantFrom(true, false, 'partial', null);

const records: Record<Exclude<Section, 'rubric'>, fc.Arbitrary<unknown>> = {
  teams: fields(
    { title: words },
    {
      department: name,
      areas: names,
      labels: names,
      strategyUrl: address,
      channel: words,
      timeZone: fc.constant('Europe/Berlin'),
      contacts: fields({}, { pm: words, tl: words, design: words }),
    },
  ),
  people: fields(
    { name: words },
    { accounts: fc.array(account, { maxLength: 3 }), teams: names, roles: names },
  ),
  features: fields(
    { title: words, team: name, maturity: name },
    {
      flag: name,
      docsUrl: address,
      compatibility: objectOf(support),
      deployment: objectOf(name),
      useCases: names,
      note: words,
      launchTier: fc.constantFrom('L1', 'L2'),
      internal: fields({}, { support: words, notes: words }),
      formerly: names,
      retired: fc.oneof(fc.boolean(), words),
    },
  ),
  flags: fields(
    {},
    {
      title: words,
      team: name,
      kind: words.filter((one) => one.length <= 100),
      since: fc.constantFrom('16.10', '2024-03-26T09:00:00Z'),
      enabledByDefault: fc.boolean(),
    },
  ),
  projects: fields(
    { title: words, team: name, train: name },
    { features: names, startedAt: instant, status: fc.constantFrom('paused', 'ended'), reason: words },
  ),
  releases: fields(
    { train: name, kind: fc.constantFrom('major', 'patch') },
    {
      releaseVersion: words,
      counts: fc.boolean(),
      opensAt: instant,
      cutAt: instant,
      cancelled: fc.boolean(),
    },
  ),
  accounts: fields({ name: words }, { aliases: fc.array(words, { maxLength: 2 }) }),
  calendars: fields(
    {},
    {
      title: words,
      weekend: fc.constantFrom([], ['friday', 'saturday']),
      holidays: fc.array(fields({ date }, { title: words }), { maxLength: 3 }),
    },
  ),
  sources: fields(
    {},
    {
      title: words,
      project: name,
      rules: fc.array(
        fields({ when: fields({ label: words }, { flag: words }) }, { project: name, feature: name }),
        { maxLength: 3 },
      ),
      ships: fields({}, { types: fc.array(words, { maxLength: 3 }) }),
    },
  ),
  channels: fc.oneof(
    fields(
      {
        kind: fc.constantFrom('slack', 'email', 'webhook'),
        audience: fc.oneof(
          fc.constantFrom('all', 'teams'),
          name.map((one) => `team:${one}`),
          name.map((one) => `org:${one}`),
        ),
        about,
      },
      {
        periods: fc.subarray(['week', 'month', 'quarter']),
        role: name,
        to: fc.constant('press@example.com'),
      },
    ),
    fields(
      {
        kind: fc.constant('github'),
        audience: fc.constant('all'),
        about,
        repository: fc.constant('a-c.me/App_1'),
      },
      {},
    ).chain((channel) =>
      fc.oneof(
        fc.integer({ min: 1 }).map((issue) => ({ ...channel, issue })),
        name.map((ref) => ({ ...channel, ref })),
      ),
    ),
  ),
  roadmap: fields(
    {},
    {
      priorities: fc.array(fields({ problem: words }, { evidence: words }), { maxLength: 3 }),
      roadmap: fc.array(fields({ task: words }, { when: words, release: name, exposure }), { maxLength: 3 }),
      backlog: fc.array(words, { maxLength: 3 }),
    },
  ),
  facts: objectOf(fc.oneof(fc.integer(), fc.boolean(), words)),
  exemptions: fc.array(
    fc
      .tuple(
        fields({ reason: words, approver: account }, {}),
        fc.oneof(fields({ release: name }, {}), fields({ until: instant }, {})),
      )
      .map(([one, scope]) => new Map([...Object.entries(one), ...Object.entries(scope)])),
    { maxLength: 3 },
  ),
  withdrawals: fc.array(fields({ change: name, reason: words }, {}), { maxLength: 3 }),
  maturity: term,
  compatibility: term,
  deployment: term,
  'use-cases': term,
};
const category = fields(
  { title: words, team: name, criteria: words, policy: fc.constantFrom('team', 'author', 'either', 'both') },
  {
    question: words,
    solution: words,
    expiresAfter: fc.constantFrom('P90D', 'P1Y'),
    enabledFrom: instant,
    attestAgain: fc.boolean(),
  },
);

const businessDays = fc.integer({ min: 1, max: 60 });
const rules = {
  reviews: fields(
    {},
    {
      fullBusinessDays: businessDays,
      remindBusinessDays: businessDays,
      classes: fc.array(
        fields(
          { changeClass: name, title: words },
          { reviewers: names, fullBusinessDays: businessDays, neverLapses: fc.boolean() },
        ),
        { maxLength: 3 },
      ),
    },
  ),
  cadence: fc.array(
    fields(
      {
        step: fc.constantFrom('okr', 'roadmap'),
        every: fc.constantFrom('week', 'month', 'quarter'),
        title: words,
      },
      { partners: names, confirms: fc.constantFrom('team', 'features'), teams: names },
    ),
    { maxLength: 3 },
  ),
  launches: fc.array(
    fields(
      {
        tier: fc.constantFrom('L1', 'L3'),
        task: name,
        title: words,
        before: fc.constantFrom('P2M', 'P14D', 'PT36H'),
      },
      {},
    ),
    { maxLength: 3 },
  ),
  timeZone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe'),
};

const sectionValues = Object.entries(records).map(([section, record]) => [section, mapOf(record)] as const);

/** Any sections, each as the plain value of its file. */
export const anySections: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    ...Object.fromEntries(sectionValues),
    rubric: fields({ version: name, categories: mapOf(category, 1) }, rules),
  },
  { requiredKeys: [] },
);
