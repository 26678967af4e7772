import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { publicView } from '../../../events/visibility.ts';
import { judge } from '../../../functions/verdicts/model/judge.ts';
import { type ReleaseReport, releaseReport } from '../../../functions/verdicts/model/report.ts';
import {
  changeReinstated,
  changeWithdrawn,
  cycle,
  merged,
  on,
  projectStarted,
  workOf,
} from '../../support/ledger-facts.ts';

const judged = (...facts: readonly Fact[]) => judge(workOf([projectStarted('01-01', {}), ...facts]), cycle);
const change = merged('03-15', { id: 'one' });

describe('A withdrawn change', () => {
  test('does not count, and stays in the evidence with who withdrew it, when and why', () => {
    const verdict = judged(
      change,
      changeWithdrawn('06-01', { id: 'w', change: 'one', reason: 'It is of index.', actor: 'person:ada' }),
    );
    expect(verdict).toMatchObject({
      verdict: 'shipped-nothing',
      because: 'no change or shipment in the window, and what it had shipped was withdrawn',
      timing: { changes: 0 },
    });
    expect(verdict?.evidence).toMatchObject([
      {
        event: 'one',
        counts: false,
        because: 'it was withdrawn',
        corrections: [
          { kind: 'withdrawn', event: 'w', at: on('06-01'), reason: 'It is of index.', by: 'person:ada' },
        ],
      },
    ]);
  });

  test('counts again once it is reinstated, as if it had not been withdrawn but for its history', () => {
    const before = judged(change);
    const after = judged(
      change,
      changeWithdrawn('03-20', { change: 'one' }),
      changeReinstated('03-21', { change: 'one' }),
    );
    const [piece] = after?.evidence ?? [];
    expect(piece?.corrections?.map(({ kind }) => kind)).toEqual(['withdrawn', 'reinstated']);
    expect({ ...after, evidence: [{ ...piece, corrections: undefined }] }).toEqual(before);
  });

  test('is what the last statement by moment says, in whichever order they arrive', () => {
    const [one, two, three] = [
      changeWithdrawn('03-20', { change: 'one' }),
      changeReinstated('03-21', { change: 'one' }),
      changeWithdrawn('03-22', { change: 'one' }),
    ];
    expect(judged(three, two, change, one)).toMatchObject({ verdict: 'shipped-nothing' });
    expect(judged(two, change, one)).toMatchObject({ verdict: 'shipped-on' });
  });

  test('is withdrawn alone: its neighbours count', () => {
    const verdict = judged(change, merged('03-16', {}), changeWithdrawn('03-20', { change: 'one' }));
    expect(verdict).toMatchObject({ verdict: 'shipped-on', timing: { changes: 1 } });
    expect(verdict?.evidence.map(({ counts }) => counts)).toEqual([true, false]);
  });

  test('is shown in public without who withdrew it and why', () => {
    const verdict = judged(change, changeWithdrawn('03-20', { change: 'one', actor: 'person:ada' }));
    if (verdict === undefined) throw new Error('It is judged.');
    const report = {
      release: '5.2',
      train: 'server',
      kind: 'minor',
      counts: true,
      state: 'cut',
      projects: [{ ...verdict, streak: 1 }],
    } satisfies ReleaseReport;
    const [shown] = publicView(releaseReport(), report).projects[0]?.evidence ?? [];
    expect(shown?.corrections).toEqual([{ kind: 'withdrawn', event: expect.any(String), at: on('03-20') }]);
  });
});
