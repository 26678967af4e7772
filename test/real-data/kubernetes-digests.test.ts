import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicDigest } from '../../functions/digests/model/excerpts.ts';
import { digest as model } from '../../functions/digests/model/model.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { asMarkdown } from '../../functions/outline/markdown.ts';
import { releaseReport } from '../../functions/verdicts/store/reports.ts';
import { newTable } from '../support/calls.ts';
import { digestsOn } from '../support/digests.ts';
import { type Entry, entry } from './entry.ts';
import { allOf, keptDigests, outlineHere, textOf } from './kept-digests.ts';
import { declaredShipments, expectedStreaks } from './kubernetes.ts';
import { releaseId } from './kubernetes-calendar.ts';
import { kubernetesLedger } from './kubernetes-ledger.ts';
import { monthsBetween, morningAfter } from './months.ts';
import { available } from './shared-data.ts';

const isThere = available();
if (!isThere) process.stderr.write('Digests of Kubernetes are skipped: the shared data is not here.\n');
const whereData = isThere ? describe : describe.skip;

const SECRET = 'canary-of-people-inside';

/** A step that names who takes part. */
const strategy = entry('RubricPublished', {
  id: 'k8s:rubric',
  occurredAt: '2022-01-01T00:00:00.000Z',
  rubricVersion: '1',
  categories: [
    { category: 'docs', title: 'Docs', team: 'sig-docs', policy: 'team', criteria: 'They exist.' },
  ],
  cadence: [{ step: 'strategy', every: 'month', title: 'Strategy page', partners: ['product'] }],
});

/** Facts with something in every field that is for people inside. */
const withSecrets = (entries: readonly Entry[]): Entry[] =>
  entries.map((one): Entry => {
    if (one['detail-type'] === 'FeatureRegistered')
      return {
        ...one,
        detail: { ...one.detail, internal: { support: SECRET, sales: SECRET, notes: SECRET } },
      };
    if (one['detail-type'] === 'TeamRegistered')
      return {
        ...one,
        detail: { ...one.detail, contacts: { pm: SECRET, em: SECRET }, email: `${SECRET}@example.com` },
      };
    return one;
  });

whereData('Kubernetes 1.29', () => {
  let table: WholeStore;
  const silent = ['sig-autoscaling', 'sig-instrumentation', 'sig-windows'];

  beforeAll(async () => {
    table = newTable();
    await kubernetesLedger(table, [strategy, ...withSecrets(declaredShipments())]);
    for (const month of monthsBetween('2023-11', '2023-12'))
      await digestsOn(table).fire({ period: month.name }, morningAfter(month));
  }, 240_000);

  it('has a digest that names who shipped nothing with the streaks of the release page', async () => {
    const { silent: told } = await allOf(table, '2023-11');
    const said = new Map(told.items.map(({ project, release, streak }) => [`${project} ${release}`, streak]));
    const report = await releaseReport(table, releaseId('1.29'));
    const shown = report?.projects.filter(({ verdict }) => verdict === 'shipped-nothing') ?? [];
    expect(said).toEqual(new Map(shown.map(({ project, streak }) => [`${project} kubernetes-1.29`, streak])));
    const expected = silent.map((sig) => [
      `${sig} kubernetes-1.29`,
      expectedStreaks().get(releaseId('1.29'))?.get(sig),
    ]);
    expect([...said]).toEqual(expected);
    expect(told.total).toBe(silent.length);
  });

  it('says so in its first sentence', async () => {
    expect(textOf(await allOf(table, '2023-11'))).toContain(
      '3 projects shipped nothing: SIG Autoscaling (2 releases in a row), SIG Instrumentation (2 releases in a row) and SIG Windows (2 releases in a row)',
    );
  });

  it('is told of in the month in which it was cut, and not again when it is published', async () => {
    expect(await allOf(table, '2023-12')).toMatchObject({ silent: { total: 0 }, shipped: { total: 0 } });
  });

  it('has digests that say to everyone nothing of what is for people inside', async () => {
    const kept = (await keptDigests(table)).map((one) => model.parse(one));
    expect(kept).toHaveLength(2 * 12);
    // Those inside are told who takes part.
    expect(JSON.stringify(kept)).toContain(SECRET);
    for (const digest of kept.map(publicDigest))
      for (const shown of [JSON.stringify(digest), textOf(digest), asMarkdown(outlineHere(digest))])
        expect(shown).not.toContain(SECRET);
  });
});
