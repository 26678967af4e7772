/** Files that people met in the field, by `import --from`: what each was expected to become. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ConventionName } from '../../lib/catalog/conventions/names.ts';
import { said, somebody } from '../lib/catalog/conventions/said.ts';

const folder = resolve(process.env.SHIPSHAPE_REAL_DATA ?? '../shared/data', 'field');
const read = (name: ConventionName, file: string) => said(name, resolve(folder, file));

(existsSync(folder) ? describe : describe.skip)('Read from the field,', () => {
  test('P01: categories whose maturity contradicts their own dates, or whose dates go backwards', async () => {
    const { catalog, lines } = await read('gitlab', 'P01-gitlab-categories.yml');
    expect(lines).toEqual([
      expect.stringMatching(
        /^4:\d+: .* audit_events: maturity viable contradicts its own dates: complete 2022-10-22 has passed$/,
      ),
      expect.stringMatching(
        /^5:\d+: .* dependency_proxy: lovable 2023-11-22 lies before complete 2023-12-22$/,
      ),
      expect.stringMatching(
        /^6:\d+: .* product_analytics: viable 2023-01-01 lies before available 2023-04-01$/,
      ),
      expect.stringMatching(
        /^6:\d+: .* product_analytics: maturity minimal contradicts its own dates: available is 2023-04-01, which is still to come$/,
      ),
      expect.stringMatching(/^8:\d+: .* dogfooding_issue has no place in a catalog: left out$/),
    ]);
    expect(catalog.features?.get('projects')).toEqual({ title: 'Projects', team: 'manage' });
  });

  test('P03: a feature flag, off by default since 16.10', async () => {
    const { catalog } = await read('gitlab', 'P03-gitlab-feature-flag.yml');
    expect(catalog.flags).toEqual(
      new Map([
        [
          'custom_webhook_template',
          { team: 'import-and-integrate', kind: 'beta', since: '16.10', enabledByDefault: false },
        ],
      ]),
    );
  });

  test('P05: what is empty is unknown, and words are translated as somebody declared', async () => {
    const { catalog } = await read('opslevel', 'P05-opslevel.yml');
    expect(catalog.features).toEqual(
      new Map([
        ['opslevel-cli', { title: 'Opslevel CLI', team: 'platform', maturity: 'ga', launchTier: 'L2' }],
      ]),
    );
  });

  test('P06: the address of an owner is a person of the catalog, or goes no further', async () => {
    const { catalog, lines } = await read('cortex', 'P06-cortex.yaml');
    expect(JSON.stringify([[...(catalog.features ?? [])], lines])).not.toContain('@');
    expect([...(catalog.sources?.keys() ?? [])]).toEqual(['github:8x8/voice-sdk-releases-ios']);
    const people = new Map([['person@example.com', { person: 'pat', teams: ['voice'] }]]);
    const known = await said('cortex', resolve(folder, 'P06-cortex.yaml'), { ...somebody, people });
    expect(known.catalog.features?.get('voice-sdk-releases-ios')).toEqual({
      title: 'voice-sdk-releases-ios',
      team: 'voice',
      authors: ['person:pat'],
    });
  });

  test('P07: each document that does not fit refuses itself, with its line', async () => {
    const { catalog, lines } = await read('backstage', 'P07-backstage-catalog-info.yaml');
    expect(catalog.features).toEqual(
      new Map([['backstage-existing', { title: 'Backstage existing', team: 'cncf', maturity: 'ga' }]]),
    );
    expect(lines.filter((line) => line.includes('error:')).map((line) => Number.parseInt(line, 10))).toEqual([
      11, 16, 21,
    ]);
  });

  test('P08: empty keys are unknown, empty sections are fine, and a name that is there twice is said with both lines', async () => {
    const { catalog, lines } = await read('cncf', 'P08-cncf-landscape.yml');
    expect([...(catalog.features?.keys() ?? [])]).toEqual(['deepflow', 'okahu']);
    expect(lines).toEqual([
      expect.stringMatching(
        /^7:\d+: warning: feature deepflow stands twice, first in line 7: that one is taken$/,
      ),
      expect.stringMatching(
        /^7:\d+: warning: feature okahu stands twice, first in line 7: that one is taken$/,
      ),
    ]);
  });
});
