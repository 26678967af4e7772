import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../events/contract.ts';
import { type Differences, differences } from '../../functions/catalog/model/import/differences.ts';
import { catalogOf, type Known } from '../../functions/catalog/model/import/known.ts';
import type { FeatureRecord, TeamRecord } from '../../functions/catalog/model/import/records.ts';
import { validateCatalog } from '../../functions/catalog/model/import/validate.ts';
import { readKnown } from '../../functions/catalog/store/catalog.ts';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { readFolder } from '../../lib/catalog/folder.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { loadFunction } from '../../lib/local/local-function.ts';
import { functions } from '../../lib/wiring.ts';
import type { FunctionWiring } from '../../lib/wiring-shape.ts';
import { chanceFrom } from '../faults/chance.ts';
import { expectedFeature, type Snapshot, snapshots, teamOf, writeHandbook } from './handbook-history.ts';
import { available, sourcegraphData } from './shared-data.ts';

const isThere = available();
if (!isThere) process.stderr.write('Imports of real catalogs are skipped: the shared data is not here.\n');
const whereData = isThere ? describe : describe.skip;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-history-'));
});
afterAll(() => rm(directory, { recursive: true }));

const folder = () => join(directory, 'catalog');

/** What an import of the snapshot's folder would change. */
async function changesOf(host: Host, snapshot: Snapshot): Promise<Differences> {
  const { catalog } = await readFolder(folder());
  return differences(await readKnown(host.store), catalog, snapshot.at, { renamed: snapshot.renamed });
}

async function publish(host: Host, { changes }: Differences): Promise<void> {
  await host.publish(
    changes.map(({ fact: { type, detail } }) => ({ source: FACT_SOURCE, 'detail-type': type, detail })),
  );
  await host.idle();
}

const plain = (value: unknown): unknown => JSON.parse(canonicalJson(value));

/** Features and teams as an export has them, without the names they had before. */
function exported(known: Known) {
  const { features = new Map<string, FeatureRecord>(), teams = new Map<string, TeamRecord>() } =
    catalogOf(known);
  const named = [...features].map(([id, { formerly: _formerly, ...record }]) => [id, plain(record)] as const);
  return {
    features: Object.fromEntries(named),
    teams: Object.fromEntries([...teams].map(([id, record]) => [id, plain(record)])),
  };
}

const expectedOf = ({ features, teams }: Snapshot) => ({
  features: Object.fromEntries([...features].map(([id, row]) => [id, expectedFeature(row)])),
  teams: Object.fromEntries(
    [...teams].map(([id, { title, strategy_link, issue_labels }]) => [
      id,
      plain({ title, strategyUrl: strategy_link, labels: issue_labels }),
    ]),
  ),
});

/** What is announced, heard as a function of its own hears it. */
function listener(heard: unknown[]) {
  const wiring: FunctionWiring = {
    name: 'listener',
    does: 'Listens.',
    entry: '',
    memoryMegabytes: 128,
    timeoutSeconds: 10,
    subscriptions: [
      {
        name: 'heard',
        pattern: { source: [ANNOUNCEMENT_SOURCE], 'detail-type': ['MaturityChanged'] },
        batchSize: 1,
        batchWindowSeconds: 0,
        attempts: 1,
        concurrency: 1,
      },
    ],
    table: [],
    indexes: false,
  };
  const message = z.object({ Records: z.array(z.object({ body: z.string() })) });
  const hear = (event: unknown) => {
    for (const { body } of message.parse(event).Records) heard.push(JSON.parse(body));
    return { batchItemFailures: [] };
  };
  return { wiring, hear };
}

whereData('The history of a real catalog, commit by commit', () => {
  let host: Host;
  const heard: unknown[] = [];
  const differing: string[] = [];
  const leftOver: string[] = [];

  beforeAll(async () => {
    const { wiring, hear } = listener(heard);
    host = await startHost({
      functions: [...functions, wiring],
      handlers: (each) =>
        each === wiring ? hear : async (event, context) => (await loadFunction(each))(event, context),
    });
    for (const snapshot of snapshots()) {
      await writeHandbook(folder(), snapshot);
      await publish(host, await changesOf(host, snapshot));
      const known = exported(await readKnown(host.store));
      if (!isDeepStrictEqual(known, expectedOf(snapshot))) differing.push(snapshot.commit);
      const { changes } = await changesOf(host, snapshot);
      if (changes.length > 0) leftOver.push(snapshot.commit);
    }
  }, 600_000);
  afterAll(() => host.stop());

  it('imports in order, and after each commit the export equals the data of that commit', () => {
    expect(snapshots()).toHaveLength(59);
    expect(differing).toEqual([]);
  });

  it('has nothing left to change when a commit is imported twice', () => {
    expect(leftOver).toEqual([]);
  });

  it('announces each change of maturity, once', () => {
    const changes = heard.map((event) => announcedChange.parse(event).detail);
    const expected = sourcegraphData
      .transitions()
      .filter(({ kind }) => kind === 'transition')
      .map(({ feature, from, to }) => ({ feature, from, to }));
    expect(expected).toHaveLength(10);
    expect(changes.toSorted(byFeature)).toEqual(expected.toSorted(byFeature));
  });

  it('keeps the history of what was renamed: the last name knows the first day of the first one', async () => {
    const renames = new Map(snapshots().flatMap(({ renamed }) => [...renamed]));
    expect(renames.size).toBe(9);
    for (const [from, to] of renames) {
      const { facts } = await readLedger(host.store, { kind: 'feature', id: to });
      const said = facts.flatMap((fact) => (fact.type === 'FeatureRegistered' ? [fact.detail] : []));
      const first = snapshots().find(({ features }) => features.has(from));
      expect(said.find(({ feature }) => feature === from)).toMatchObject({
        occurredAt: first?.at,
        maturity: first?.features.get(from)?.maturity,
      });
    }
  });
});

whereData('A real catalog in which features name a team that is not there', () => {
  it('is reported with file, line and column in six commits, and imported as unregistered where asked', async () => {
    const missing: string[] = [];
    for (const snapshot of snapshots().filter(
      ({ changesFeatures, teams }) => changesFeatures && teams.size > 0,
    )) {
      await writeHandbook(folder(), snapshot);
      const { catalog, locate } = await readFolder(folder());
      const errors = validateCatalog(catalog).filter(({ severity }) => severity === 'error');
      const homeless = [...snapshot.features.values()].filter((row) => !snapshot.teams.has(teamOf(row)));
      expect(errors.map(({ place }) => place.path[0])).toEqual(homeless.map(({ feature }) => feature));
      if (errors.length > 0) missing.push(snapshot.commit);
      const text = (await readFile(join(folder(), 'features.yml'), 'utf8')).split('\n');
      for (const { place } of errors) {
        const { file, line } = locate(place);
        expect(file).toBe(join(folder(), 'features.yml'));
        expect(text[line - 1]).toMatch(new RegExp(`^${place.path[0]}:`));
      }
      const asked = validateCatalog(catalog, undefined, { allowUnregistered: true });
      expect(asked.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
    expect(missing).toHaveLength(6);
  });
});

whereData('The facts of an import', () => {
  it('come to the same table in any order', async () => {
    const [first, renaming] = [snapshots()[0], snapshots().find(({ renamed }) => renamed.size > 1)];
    if (first === undefined || renaming === undefined) throw new TypeError('The history has no renames.');
    const dumps: string[] = [];
    for (const shuffled of [false, true]) {
      const host = await startHost({ clock: false });
      for (const snapshot of [first, renaming]) {
        await writeHandbook(folder(), snapshot);
        const found = await changesOf(host, snapshot);
        const changes = shuffled ? chanceFrom(7).shuffled(found.changes) : found.changes;
        await publish(host, { ...found, changes });
      }
      dumps.push((await dump(host.store)).join('\n'));
      await host.stop();
    }
    expect(dumps[1]).toBe(dumps[0]);
  }, 120_000);
});

const announcedChange = z.object({
  detail: z.object({ feature: z.string(), from: z.string(), to: z.string() }),
});
const byFeature = (a: { feature: string }, b: { feature: string }) => (a.feature < b.feature ? -1 : 1);
