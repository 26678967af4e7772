/** The reference pages of a real handbook's data. Its own generator showed 5 of 28 features, and a blank for no and for unknown. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FACT_SOURCE } from '../../events/contract.ts';
import { differences } from '../../functions/catalog/model/import/differences.ts';
import { nothingKnown } from '../../functions/catalog/model/import/known.ts';
import { REFERENCE_PAGES } from '../../functions/catalog/model/reference/pages.ts';
import { readFolder } from '../../lib/catalog/folder.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { type Snapshot, snapshots, writeHandbook } from './handbook-history.ts';
import { available } from './shared-data.ts';

const whereData = available() ? describe : describe.skip;

whereData('The reference pages of a real catalog', () => {
  let directory: string;
  let host: Host;
  let last: Snapshot;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'shipshape-reference-'));
    const found = snapshots().at(-1);
    if (found === undefined) throw new TypeError('There is no history.');
    last = found;
    await writeHandbook(directory, last);
    const { catalog } = await readFolder(directory);
    host = await startHost({ clock: false, environment: {}, log: () => {} });
    const { changes } = differences(nothingKnown, catalog, last.at, {});
    await host.publish(
      changes.map(({ fact: { type, detail } }) => ({ source: FACT_SOURCE, 'detail-type': type, detail })),
    );
    await host.idle();
  });
  afterAll(async () => {
    await host.stop();
    await rm(directory, { recursive: true });
  });

  const ask = async (path: string) => {
    const answer = await fetch(`${host.address}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };

  it('show every feature of the catalog, on each page that is about features', async () => {
    expect(last.features.size).toBe(34);
    for (const page of [
      'maturity-levels',
      'features-by-team',
      'code-hosts',
      'deployment-options',
      'use-cases',
    ]) {
      const { features } = JSON.parse(await ask(`/api/v1/reference/${page}`));
      expect(features.map(({ feature }: { feature: string }) => feature).toSorted()).toEqual(
        [...last.features.keys()].toSorted(),
      );
      const html = await ask(`/reference/${page}`);
      for (const id of last.features.keys()) expect(html).toContain(`href="/features/${id}"`);
    }
  });

  it('show 28 of 28 features that say something of code hosts, and each answer as it was said', async () => {
    const { features } = JSON.parse(await ask('/api/v1/reference/code-hosts'));
    const word = (value: unknown) => (value === true ? 'yes' : value === false ? 'no' : 'unknown');
    let saying = 0;
    for (const { feature, compatibility } of features) {
      const said = last.features.get(feature)?.compatibility;
      if (said != null && said !== false) saying += 1;
      expect(compatibility.answers).toHaveLength(12);
      for (const { option, answer } of compatibility.answers)
        expect([feature, option, answer]).toEqual([
          feature,
          option,
          word(typeof said === 'object' ? said?.[option] : undefined),
        ]);
    }
    expect(saying).toBe(28);
  });

  it.each(REFERENCE_PAGES.map(({ address }) => address))(
    '%s is the same, byte for byte, each time',
    async (address) => {
      for (const form of ['', '?format=csv', '?format=md'])
        expect(await ask(`${address}${form}`)).toBe(await ask(`${address}${form}`));
    },
  );
});
