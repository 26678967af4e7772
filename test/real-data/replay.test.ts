import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStates } from '../../functions/catalog/store/states.ts';
import { replay } from '../../lib/command/verdicts/replay.ts';
import { startHost } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import type { Entry } from './entry.ts';
import { declaredShipments, expectedStreaks, expectedVerdicts, flaggedChanges } from './kubernetes.ts';
import { available } from './shared-data.ts';
import { expectedFinal, sourcegraphFacts } from './sourcegraph.ts';

const isThere = available();
if (!isThere) process.stderr.write('Replays of real data are skipped: the shared data is not here.\n');
const whereData = isThere ? describe : describe.skip;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-real-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Replays entries through the functions that are deployed. */
async function replayed(entries: readonly Entry[]) {
  const file = join(directory, 'entries.jsonl');
  await writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  const host = await startHost({ clock: false, log: () => {} });
  const outcome = await replay({ host, now: '2026-01-01T00:00:00.000Z', progress: () => undefined }, [file]);
  return { host, outcome };
}

whereData('Kubernetes 1.28 to 1.31', () => {
  it.each([
    ['declared shipments', declaredShipments],
    ['changes behind feature flags, and flags whose default turns on', flaggedChanges],
  ])(
    'has the expected verdict and streak of every SIG in every release, and judges no patch, from %s',
    async (_from, entries) => {
      const { host, outcome } = await replayed(entries());
      const listed = await askHost(host, 'GET', '/api/v1/trains/kubernetes');
      await host.stop();
      expect(outcome.quarantined).toEqual([]);
      const judged = outcome.releases.filter(({ projects }) => projects.length > 0);
      const verdicts = new Map(
        judged.map(({ release, projects }) => [
          release,
          new Map(projects.map(({ project, verdict }) => [project, verdict])),
        ]),
      );
      const streaks = new Map(
        judged.map(({ release, projects }) => [
          release,
          new Map(projects.map(({ project, streak }) => [project, streak])),
        ]),
      );
      expect(verdicts).toEqual(expectedVerdicts());
      expect(streaks).toEqual(expectedStreaks());
      expect([...verdicts.values()].map((each) => each.size)).toEqual([11, 11, 11, 11]);
      expect(listed.body).toContain('"kubernetes-1.28.3"');
      expect(outcome.releases.map(({ release }) => release)).toEqual(
        [27, 28, 29, 30, 31].map((minor) => `kubernetes-1.${minor}`),
      );
    },
  );
});

whereData('The history of Sourcegraph', () => {
  it('replays without a quarantined line and ends with the maturities of the last commit', async () => {
    const { host, outcome } = await replayed(sourcegraphFacts());
    const expected = expectedFinal();
    const names = new Set(
      sourcegraphFacts().flatMap(({ detail }) => ('feature' in detail ? String(detail.feature) : [])),
    );
    const states = [...(await readStates(host.store, 'feature', names)).values()];
    await host.stop();
    expect(outcome.quarantined).toEqual([]);
    const left = states.filter((state) => state.renamedTo === undefined && state.retiredAt === undefined);
    expect(new Map(left.map(({ feature, maturity }) => [feature, maturity]))).toEqual(expected);
    expect(expected.size).toBe(34);
  });
});
