/** Any event, from plain to hostile, and any origin: few names, so that rules often fit. */
import fc from 'fast-check';
import { sourceRecord } from '../../../functions/catalog/model/import/records.ts';
import type { Origin } from '../../../functions/webhooks/model/attribution.ts';
import type { Attributable, Commanded, Merged } from '../../../functions/webhooks/model/normalized-event.ts';
import { on } from '../../support/ledger-facts.ts';
import { PLACE } from './events.ts';

const hostile = fc.constantFrom(
  '',
  ' ',
  '__proto__',
  'constructor',
  '#|:%',
  'a:b%3A',
  'é',
  'e\u0301',
  '\u0000\u001b[31m\u202e\r\n',
  '\ud800',
  '../..',
  'x'.repeat(100_000),
  'feat(\u0000): \u0000',
);
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('search', 'sort', 'v5.4.0', '5.4', 'ship', 'feat(search): sort') },
  { weight: 2, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const anyLabel = fc
  .tuple(fc.constantFrom('', 'project/', 'feature/', 'flag/', 'PROJECT/'), words)
  .map(([kind, name]) => `${kind}${name}`);
const at = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(on('03-01'), on('04-01T12:00')) },
  { weight: 1, arbitrary: words },
);
const happened = {
  id: fc.oneof(fc.constantFrom('github:1:pull:7:merged', 'github:1:pull:8:merged'), words),
  at,
  actor: fc.oneof(fc.constant('github:ada'), words),
  url: fc.oneof(
    { weight: 4, arbitrary: fc.constant('https://example.com/7') },
    { weight: 1, arbitrary: words },
  ),
};
const labels = fc.array(anyLabel, { maxLength: 6 });
const milestone = fc.option(words, { nil: undefined });

export const anyMerged: fc.Arbitrary<Merged> = fc.record({
  kind: fc.constant('merged' as const),
  ...happened,
  title: words,
  labels,
  milestone,
});
export const anyCommanded: fc.Arbitrary<Commanded> = fc.record({
  kind: fc.constant('commanded' as const),
  ...happened,
  lines: fc.array(
    fc
      .tuple(
        fc.constantFrom('/ship', '/exempt', '/star docs', '/star', '/'),
        fc.array(words, { maxLength: 4 }),
      )
      .map(([name, rest]) => [name, ...rest].join(' ')),
    { maxLength: 3 },
  ),
  title: words,
  labels,
  milestone,
});

export const anyEvent: fc.Arbitrary<Attributable> = fc.oneof(
  anyMerged,
  fc.record({ kind: fc.constant('tagged' as const), ...happened, tag: words }),
  fc.record({
    kind: fc.constantFrom('released' as const, 'release-withdrawn' as const),
    ...happened,
    tag: words,
  }),
  fc.record({
    kind: fc.constantFrom('milestone-set' as const, 'milestone-closed' as const),
    ...happened,
    title: words,
    dueAt: fc.option(at, { nil: null }),
  }),
  fc.record({ kind: fc.constant('flag-turned' as const), ...happened, flag: words, isOn: fc.boolean() }),
);

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 });
const anyRecord = fc
  .record({
    train: maybe(words),
    project: maybe(words),
    rules: maybe(
      fc.array(
        fc.record({
          when: fc.record(
            {
              label: maybe(anyLabel),
              scope: maybe(words),
              type: maybe(words),
              milestone: maybe(words),
              flag: maybe(words),
            },
            { requiredKeys: [] },
          ),
          project: maybe(words),
          feature: maybe(words),
          flag: maybe(words),
        }),
        { maxLength: 3 },
      ),
    ),
    ships: maybe(fc.record({ types: maybe(fc.array(words)), labels: maybe(fc.array(anyLabel)) })),
    releases: maybe(
      fc.record({
        tag: maybe(fc.constantFrom('v{version}', 'app@{version}', '{version}')),
        release: maybe(fc.constantFrom('{train}-{short}', '{version}', '{short} of {train}')),
      }),
    ),
  })
  .map((record) => sourceRecord.safeParse(record).data);

/** Records as the catalog took them; what it would not take is a place that nobody mapped. */
export const anyOrigin: fc.Arbitrary<Origin> = fc.oneof(
  { weight: 1, arbitrary: words.map((origin) => ({ origin, record: undefined })) },
  { weight: 5, arbitrary: anyRecord.map((record) => ({ origin: PLACE, record })) },
);
