import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { announcements, type Fact, facts } from '../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE, publishedSchema } from '../../events/contract.ts';
import { readFact } from '../../events/read.ts';
import { sampleFile, sampleFiles, sampleOf, sampleWith } from './samples.ts';

const contracts = [...facts, ...announcements];
const schemas = join('events', 'schemas');
const DEFINITION = /^export const (\w+) = (?:fact|announcement)\(/gm;

/** `kind:id` of every ledger that a fact goes to. */
function ledgers(type: string, fields: Record<string, unknown> = {}): string[] {
  const result = readFact(sampleWith(type, fields));
  if (!result.ok) throw new Error(result.message);
  return result.entities.map(({ kind, id }) => `${kind}:${id}`);
}

describe('The catalogue', () => {
  test('names each event once', () => {
    expect(new Set(contracts.map(({ type }) => type)).size).toBe(contracts.length);
  });

  test('has exactly one sample of each event', () => {
    expect(sampleFiles().sort()).toEqual(contracts.map(({ type }) => sampleFile(type)).sort());
  });

  test('has exactly one published schema of each event', () => {
    expect(readdirSync(schemas).sort()).toEqual(contracts.map(({ type }) => `${type}.json`).sort());
  });

  test('lists every event that a file of facts or announcements defines', () => {
    const defined = ['facts', 'announcements'].flatMap((folder) =>
      readdirSync(join('events', folder)).flatMap((file) =>
        [...readFileSync(join('events', folder, file), 'utf8').matchAll(DEFINITION)].map(([, type]) => type),
      ),
    );
    expect(defined.sort()).toEqual(contracts.map(({ type }) => type).sort());
  });

  test('tells the fields of a fact by its type', () => {
    const result = readFact(sampleOf('ChangeMerged'));
    const project = (fact: Fact): string | undefined =>
      fact.type === 'ChangeMerged' ? fact.detail.project : undefined;
    expect(result.ok ? project(result.fact) : result.message).toBe('context-management');
  });
});

describe.each(facts.map(({ type }) => type))('The fact %s', (type) => {
  test('reads its sample', () => {
    const sample = sampleOf(type);
    expect(sample).toMatchObject({ source: FACT_SOURCE, 'detail-type': type });
    expect(readFact(sample)).toMatchObject({ ok: true, fact: { type } });
  });
});

describe.each(announcements)('The announcement $type', (contract) => {
  test('reads its sample', () => {
    const sample = sampleOf(contract.type);
    expect(sample).toMatchObject({ source: ANNOUNCEMENT_SOURCE, 'detail-type': contract.type });
    expect(contract.read(sample.detail).type).toBe(contract.type);
  });
});

describe.each(contracts)('The published schema of $type', (contract) => {
  test('is what the contract says now', () => {
    expect(readFileSync(join(schemas, `${contract.type}.json`), 'utf8')).toBe(publishedSchema(contract));
  });
});

describe('A fact goes to the ledger', () => {
  test.each([
    ['TeamRegistered', ['team:search']],
    ['FeatureRenamed', ['feature:version-contexts', 'feature:search-contexts']],
    ['ReleaseScheduled', ['release:server-5.4', 'train:server']],
    ['ReleaseRenamed', ['release:server-2024-04', 'release:server-5.4']],
    ['ProjectStarted', ['project:context-management', 'feature:search-contexts']],
    ['FeatureShipped', ['project:context-management']],
    ['FeatureFlagChanged', ['flag:search-contexts-ui']],
    ['RubricPublished', ['rubric:rubric']],
    ['ReviewAnswered', ['review:www-3310']],
    ['StarGranted', ['feature:search-contexts']],
  ])('of %s: %j', (type, expected) => {
    expect(ledgers(type)).toEqual(expected);
  });

  test('of a feature and also of the project and the feature flag that its registration names', () => {
    expect(ledgers('FeatureRegistered')).toEqual([
      'feature:search-contexts',
      'project:context-management',
      'flag:search-contexts-ui',
    ]);
    expect(ledgers('FeatureRegistered', { project: null, flag: null })).toEqual(['feature:search-contexts']);
  });

  test('of a feature once, however often a project names it', () => {
    expect(ledgers('ProjectStarted', { features: ['a', 'a', 'b'] })).toEqual([
      'project:context-management',
      'feature:a',
      'feature:b',
    ]);
  });

  test('of the entity that was verified, whose id may hold colons', () => {
    expect(ledgers('RecordVerified', { entity: 'release:server:5.4' })).toEqual(['release:server:5.4']);
  });
});
