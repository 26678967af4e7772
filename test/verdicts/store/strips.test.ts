import { describe, expect, it } from '@jest/globals';
import { readStrips } from '../../../functions/verdicts/store/strips.ts';
import { callsDuring } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, fact, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';

const two = (number: number) => String(number).padStart(2, '0');
const day = (at: number) => (at < 12 ? `2023-${two(at + 1)}-15` : `2024-${two(at - 11)}-15`);

/** Releases 1 to `count`, one a month, all of them cut. */
const releases = (count: number) =>
  Array.from({ length: count }, (_, at) => [
    scheduled(`5.${at + 1}`, day(at), { releaseVersion: `5.${at + 1}` }),
    cut(`5.${at + 1}`, day(at)),
  ]).flat();

describe('The strip of a project', () => {
  const table = tableOn();
  const onServer = (project: string) => ({ project, trains: ['server'] });

  it('has its verdicts in the last twelve releases, the oldest first', async () => {
    await pipelineOn(table()).tellTogether([
      started('rank', '2022-12-01'),
      ...releases(14),
      change('rank', '2023-12-20'),
    ]);
    const [strip] = await readStrips(table(), [onServer('rank')]);
    expect(strip?.cells.map(({ version }) => version)).toEqual(
      Array.from({ length: 12 }, (_, at) => `5.${at + 3}`),
    );
    expect(strip?.cells.slice(-3).map(({ verdict }) => verdict)).toEqual([
      'shipped-nothing',
      'shipped-on',
      'shipped-nothing',
    ]);
    expect(strip?.streak).toBe(1);
  });

  it('begins where the project began, and counts no release in which it was exempt', async () => {
    await pipelineOn(table()).tellTogether([
      started('rank', '2023-02-20'),
      ...releases(5),
      fact('ExemptionGranted', '2023-04-01', {
        project: 'rank',
        release: '5.4',
        reason: 'A rewrite',
        approver: 'person:ada',
      }),
    ]);
    const [strip] = await readStrips(table(), [onServer('rank')]);
    expect(strip?.cells.map(({ release, verdict }) => `${release} ${verdict}`)).toEqual([
      '5.3 shipped-nothing',
      '5.4 exempt',
      '5.5 shipped-nothing',
    ]);
    expect(strip?.streak).toBe(2);
  });

  it('follows a project from one train to another', async () => {
    await pipelineOn(table()).tellTogether([
      started('rank', '2022-12-01'),
      ...releases(2),
      started('rank', '2023-02-20', { train: 'app' }),
      scheduled('app-1', '2023-03-20', { train: 'app' }),
      cut('app-1', '2023-03-20'),
    ]);
    const [strip] = await readStrips(table(), [{ project: 'rank', trains: ['server', 'app'] }]);
    expect(strip?.cells.map(({ release }) => release)).toEqual(['5.1', '5.2', 'app-1']);
  });

  it('is read with as many calls, whatever the number of other projects and of their changes', async () => {
    const calls = () => callsDuring(table(), () => readStrips(table(), [onServer('p0'), onServer('p1')]));
    const few = ['p0', 'p1'];
    await pipelineOn(table()).tellTogether([...few.map((each) => started(each)), ...releases(3)]);
    const before = (await calls()).length;
    const many = Array.from({ length: 30 }, (_, at) => `other-${at}`);
    await pipelineOn(table()).tellTogether([
      ...many.map((each) => started(each)),
      ...many.map((each) => change(each, '2023-02-01')),
    ]);
    expect((await calls()).length).toBe(before);
    expect(before).toBeLessThanOrEqual(4);
  });
});
