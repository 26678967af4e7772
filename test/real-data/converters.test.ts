import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readFact } from '../../events/read.ts';
import type { Entry } from './entry.ts';
import {
  declaredShipments,
  expectedStreaks,
  expectedVerdicts,
  flaggedChanges,
  turnedOnByDeprecation,
} from './kubernetes.ts';
import { JUDGED, releaseId } from './kubernetes-calendar.ts';
import { asLines, DEMO, demo } from './make-demo.ts';
import { available, sourcegraphData } from './shared-data.ts';
import { expectedFinal, notes, sourcegraphFacts } from './sourcegraph.ts';
import { releaseRenames } from './sourcegraph-releases.ts';
import { verdictsOf, windowsOf } from './told.ts';

const demoLines = readFileSync(DEMO, 'utf8').trimEnd().split('\n');
const demoEntries = demoLines.map((line): Entry => JSON.parse(line));

const counts = (entries: readonly Entry[]) => {
  const found: Partial<Record<Entry['detail-type'], number>> = {};
  for (const { 'detail-type': type } of entries) found[type] = (found[type] ?? 0) + 1;
  return found;
};

const ids = (entries: readonly Entry[]) => new Set(entries.map(({ detail }) => detail.id));
const moments = (entries: readonly Entry[]) => entries.map(({ detail }) => Date.parse(detail.occurredAt));

function wellFormed(entries: readonly Entry[]): void {
  expect(entries.map(readFact).filter(({ ok }) => !ok)).toEqual([]);
  expect(ids(entries).size).toBe(entries.length);
  expect(moments(entries)).toEqual(moments(entries).toSorted((a, b) => a - b));
}

describe('the demo', () => {
  test('is a few dozen readable facts with their sources', () => {
    wellFormed(demoEntries);
    expect(demoEntries.length).toBeGreaterThanOrEqual(110);
    expect(demoEntries.length).toBeLessThanOrEqual(160);
    for (const { detail } of demoEntries)
      expect(detail.evidence).toMatch(/^https:\/\/github\.com\/kubernetes\//);
  });

  test('holds releases in which SIGs shipped nothing', () => {
    const nothing = (version: string) =>
      [...(verdictsOf(demoEntries).get(releaseId(version)) ?? [])].flatMap(([sig, word]) =>
        word === 'shipped-nothing' ? sig : [],
      );
    expect(nothing('1.28')).toEqual([
      'sig-autoscaling',
      'sig-cloud-provider',
      'sig-instrumentation',
      'sig-windows',
    ]);
    expect(nothing('1.30')).toEqual(['sig-cloud-provider']);
  });
});

if (!available()) {
  // biome-ignore lint/suspicious/noConsole: one line that says what was not tested here
  console.log('the real data is not on this machine: its converters are not tested');
}
const withData = available() ? describe : describe.skip;

withData('the demo, made anew', () => {
  test('is the file in the project', () => expect(asLines(demo())).toBe(`${demoLines.join('\n')}\n`));

  test('has the expected verdict of every SIG in every release', () =>
    expect(verdictsOf(demoEntries)).toEqual(expectedVerdicts()));
});

const released = { ReleaseScheduled: 79, ReleaseCut: 79, ReleasePublished: 79 };
const base = { TeamRegistered: 11, ProjectStarted: 11, FeatureRegistered: 326, ...released };

withData.each([
  ['declared shipments', declaredShipments, { ...base, FeatureShipped: 142 }],
  ['changes behind flags', flaggedChanges, { ...base, ChangeMerged: 142, FeatureFlagChanged: 340 }],
] as const)('Kubernetes as %s', (_, facts, expected) => {
  test('is well formed and complete', () => {
    wellFormed(facts());
    expect(counts(facts())).toEqual(expected);
  });

  test('has the expected verdict of every SIG in every release', () =>
    expect(verdictsOf(facts())).toEqual(expectedVerdicts()));

  test('puts the work of a judged release into its window', () => {
    const windows = new Map(windowsOf(facts()).map((window) => [window.release, window]));
    expect([...windows.keys()]).toEqual(JUDGED.map(releaseId));
    for (const { detail } of facts()) {
      const [, kind = '', , version = ''] = detail.id.split(':');
      const window = windows.get(releaseId(version));
      if (window === undefined || !['feature', 'flag', 'merged', 'shipped'].includes(kind)) continue;
      expect(Date.parse(detail.occurredAt)).toBeGreaterThan(window.after);
      expect(Date.parse(detail.occurredAt)).toBeLessThanOrEqual(window.until);
    }
  });
});

withData('Kubernetes as expected', () => {
  test('has streaks of releases with nothing', () => {
    const streaks = (sig: string) =>
      JUDGED.map((version) => expectedStreaks().get(releaseId(version))?.get(sig));
    expect(streaks('sig-windows')).toEqual([1, 2, 0, 1]);
    expect(streaks('sig-cloud-provider')).toEqual([1, 0, 1, 0]);
    expect(streaks('sig-node')).toEqual([0, 0, 0, 0]);
  });

  test('turns on by deprecation only what no SIG owns', () =>
    expect(turnedOnByDeprecation().map(({ gate, owners }) => [gate, owners])).toEqual([
      ['SkipReadOnlyValidationGCE', []],
    ]));
});

withData('Sourcegraph', () => {
  test('is well formed and complete', () => {
    wellFormed(sourcegraphFacts());
    expect(counts(sourcegraphFacts())).toEqual({
      ...{ TeamRegistered: 87, FeatureRegistered: 216, FeatureRenamed: 9, FeatureRetired: 1 },
      ...{ ReleaseScheduled: 81, ReleaseRenamed: 16 },
    });
    expect(notes.length).toBeGreaterThan(0);
  });

  test('ends with 34 features', () => expect(expectedFinal().size).toBe(34));

  test('neither gives nor takes a feature name twice in a commit', () => {
    for (const row of sourcegraphData.features()) {
      if (row.event !== 'renamed') continue;
      const others = sourcegraphData.features().filter(({ commit }) => commit === row.commit);
      expect(others.filter((one) => 'renamed_from' in one && one.renamed_from === row.feature)).toEqual([]);
    }
  });

  test('renames 4.6 to 4.10 to 5.0 to 5.4', () =>
    expect(
      releaseRenames()
        .slice(0, 5)
        .map(({ from, to }) => [from, to]),
    ).toEqual([6, 7, 8, 9, 10].map((minor, place) => [`sourcegraph-4.${minor}`, `sourcegraph-5.${place}`])));
});
