import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../../functions/catalog/model/calendar.ts';
import { judge } from '../../../functions/verdicts/model/judge.ts';
import {
  MAX_EVIDENCE,
  type VerdictWord,
  verdict,
  verdictWord,
} from '../../../functions/verdicts/model/verdict.ts';
import {
  anyChange,
  anyFacts,
  changeWithdrawn,
  cycle,
  exempted,
  exemptionWithdrawn,
  factsRetold,
  featureRegistered,
  flagChanged,
  merged,
  on,
  projectEnded,
  projectPaused,
  projectResumed,
  projectStarted,
  shipped,
  undecided,
  withdrawn,
  workOf,
} from '../../support/ledger-facts.ts';

const started = projectStarted('01-01', {});
const judged = (...facts: readonly Fact[]) => judge(workOf([started, ...facts]), cycle);
const word = (...facts: readonly Fact[]) => judged(...facts)?.verdict;
const inRelease = { release: '5.2' };

describe('A project in a release', () => {
  test('shipped on by default with a change without a feature flag', () => {
    expect(judged(merged('03-15', {}))).toMatchObject({
      verdict: 'shipped-on',
      because: 'merged without a feature flag',
    });
  });

  test('is not known to have shipped nothing while it is open whether a change was merged, in any order', () => {
    const perhaps = undecided('03-15', { id: 'perhaps' });
    expect(judged(perhaps)).toMatchObject({
      verdict: 'unknown',
      because: 'it is not known whether “A change” was merged',
      evidence: [{ kind: 'undecided', counts: false }],
    });
    const not = changeWithdrawn('03-20', { change: 'perhaps' });
    for (const facts of [
      [perhaps, merged('03-14', {})],
      [merged('03-14', {}), perhaps],
    ])
      expect(judged(...facts)).toMatchObject({ verdict: 'shipped-on', evidence: [{ kind: 'change' }] });
    expect([word(perhaps, not), word(not, perhaps)]).toEqual(['shipped-nothing', 'shipped-nothing']);
    expect(word(undecided('02-15', {}))).toBe('shipped-nothing');
    expect(
      word(perhaps, exempted('03-01', { ...inRelease, reason: 'It rests.', approver: 'team:search' })),
    ).toBe('exempt');
  });

  test.each<[VerdictWord, string, readonly Fact[]]>([
    ['shipped-on', 'on', [flagChanged('02-01', { enabledByDefault: true })]],
    ['shipped-off', 'off', [flagChanged('02-01', { enabledByDefault: false })]],
    ['shipped-off', 'unknown', []],
  ])('%s with a change behind a feature flag that is %s at the cut', (expected, _default, facts) => {
    expect(word(merged('03-15', { flag: 'new-sort' }), ...facts)).toBe(expected);
  });

  test('shipped on by default with a feature flag that turned on inside the window', () => {
    const feature = featureRegistered('01-01', { feature: 'sort', project: 'rank', flag: 'new-sort' });
    expect(judged(feature, flagChanged('03-15', { enabledByDefault: true }))).toMatchObject({
      verdict: 'shipped-on',
      because: 'the default of feature flag new-sort turned on',
    });
    expect(word(feature, flagChanged('02-15', { enabledByDefault: true }))).toBe('shipped-nothing');
  });

  test('shipped what it declared', () => {
    expect(word(shipped('03-15', {}))).toBe('shipped-on');
    expect(word(shipped('03-15', { exposure: 'off-by-default' }))).toBe('shipped-off');
  });

  test('has the best exposure of all that it shipped, which is told as the reason', () => {
    const off = shipped('03-02', { exposure: 'off-by-default' });
    const verdictOfAll = judged(off, merged('03-20', {}), merged('03-03', { flag: 'dark' }));
    expect(verdictOfAll).toMatchObject({ verdict: 'shipped-on', because: 'merged without a feature flag' });
  });

  test('shipped nothing when there is nothing in the window', () => {
    expect(judged(merged('03-01', {}), merged('04-02', {}))).toEqual({
      release: '5.2',
      project: 'rank',
      title: 'Ranking',
      team: 'search',
      verdict: 'shipped-nothing',
      because: 'no change or shipment in the window',
      evidence: [],
      evidenceOmitted: 0,
      timing: { changes: 0 },
    });
  });

  test('shipped nothing when all it had shipped was withdrawn, which stays in the evidence', () => {
    const result = judged(shipped('03-10', { id: 'gone' }), withdrawn('03-12', {}));
    expect(result).toMatchObject({
      verdict: 'shipped-nothing',
      because: 'no change or shipment in the window, and what it had shipped was withdrawn',
      evidence: [{ event: 'gone', counts: false }],
    });
  });

  test('shipped when it shipped again after a withdrawal', () => {
    expect(word(shipped('03-10', {}), withdrawn('03-12', {}), shipped('03-13', {}))).toBe('shipped-on');
  });

  test('has the team and title of the cut', () => {
    const moved = projectStarted('03-20', { team: 'graph', title: 'Order' });
    const later = projectStarted('04-02', { team: 'cloud', title: 'Cloud' });
    expect(judged(moved, later)).toMatchObject({ team: 'graph', title: 'Order' });
  });

  test('has a verdict that a stored one is parsed as', () => {
    const result = judged(merged('03-15', {}), exempted('03-01', inRelease));
    expect(verdict.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });
});

describe('A project that is exempt', () => {
  const granted = exempted('03-05', { ...inRelease, id: 'leave' });

  test('is exempt when it shipped nothing, and the exemption is its evidence', () => {
    expect(judged(granted)).toMatchObject({
      verdict: 'exempt',
      because: 'exempt: a rewrite',
      evidence: [
        {
          kind: 'exemption',
          event: 'leave',
          at: on('03-05'),
          counts: false,
          because: 'exempt: a rewrite',
          approver: 'github:octocat',
        },
      ],
    });
  });

  test('says until when, and which team granted it, but names no person', () => {
    const because = (more: object) => judged(exempted('03-05', { until: on('04-01'), ...more }))?.because;
    expect(because({ approver: 'person:paula' })).toBe('exempt until 2024-04-01: a rewrite');
    expect(because({ approver: 'team:leads' })).toBe(
      'exempt until 2024-04-01, granted by team leads: a rewrite',
    );
  });

  test('has shipped all the same when it did, and the exemption is shown last', () => {
    const result = judged(granted, merged('03-15', { flag: 'dark' }));
    expect(result?.verdict).toBe('shipped-off');
    expect(result?.evidence.map(({ kind }) => kind)).toEqual(['change', 'exemption']);
  });

  test('is exempt when what it shipped was withdrawn', () => {
    expect(word(granted, shipped('03-10', {}), withdrawn('03-12', {}))).toBe('exempt');
  });

  test('is exempt until a moment when that comes after the cut', () => {
    expect(word(exempted('03-05', { until: on('04-01') }))).toBe('exempt');
    expect(word(exempted('03-05', { until: on('03-31') }))).toBe('shipped-nothing');
  });

  test('is exempt by a former name of the release', () => {
    const work = workOf([started, exempted('03-05', { release: 'next' })]);
    expect(judge(work, { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] })?.verdict).toBe('exempt');
    expect(judge(work, cycle)?.verdict).toBe('shipped-nothing');
  });

  test('is not once its exemption is withdrawn', () => {
    expect(word(granted, exemptionWithdrawn('06-01', inRelease))).toBe('shipped-nothing');
  });

  test('is exempt also while it is paused', () =>
    expect(word(granted, projectPaused('03-02', {}))).toBe('exempt'));
});

describe('A project that is not at work', () => {
  test('is not expected to ship when it is paused at the cut', () => {
    expect(judged(projectPaused('03-31', {}))).toMatchObject({
      verdict: 'not-expected',
      because: 'the project is paused at the cut',
    });
  });

  test('is not expected to ship when it ended inside the window', () => {
    expect(judged(projectEnded('03-15', {}))).toMatchObject({
      verdict: 'not-expected',
      because: 'the project is ended at the cut',
    });
  });

  test('has shipped all the same when it did before it was paused or ended', () => {
    expect(word(merged('03-02', {}), projectPaused('03-15', {}))).toBe('shipped-on');
    expect(word(merged('03-02', {}), projectEnded('03-15', {}))).toBe('shipped-on');
  });

  test('is expected to ship when it was resumed by the cut, or paused only after it', () => {
    expect(word(projectPaused('02-01', {}), projectResumed('03-31', {}))).toBe('shipped-nothing');
    expect(word(projectPaused('04-01T00:01', {}))).toBe('shipped-nothing');
  });
});

describe('A project has no verdict', () => {
  test('when nobody had started it by the cut', () => {
    const startedOn = (day: string) => judge(workOf([projectStarted(day, {}), merged('03-15', {})]), cycle);
    expect(startedOn('04-01T00:01')).toBeUndefined();
    expect(startedOn('04-01')?.verdict).toBe('shipped-on');
    expect(judge(workOf([merged('03-15', {})]), cycle)).toBeUndefined();
  });

  test('when it was on another train at the cut', () => {
    const move = (day: string) => projectStarted(day, { train: 'extension' });
    expect(judged(merged('03-15', {}), move('04-01'))).toBeUndefined();
    expect(word(merged('03-15', {}), move('04-02'))).toBe('shipped-on');
  });

  test('when it had ended before the window opened', () => {
    expect(judged(projectEnded('02-15', {}))).toBeUndefined();
    expect(judged(projectEnded('03-01', {}))).toBeUndefined();
    expect(word(projectEnded('03-01T00:01', {}))).toBe('not-expected');
  });

  test('when it had ended before the window opened, also when that is told again inside it', () => {
    expect(judged(projectEnded('02-15', {}), projectEnded('03-15', {}))).toBeUndefined();
  });

  test('but has one when it was started again after it had ended', () => {
    expect(word(projectEnded('02-15', {}), projectStarted('03-15', {}))).toBe('shipped-nothing');
  });

  test('but has one in a first release, whose window has no beginning', () => {
    const first = { ...cycle, after: undefined };
    expect(judge(workOf([started, projectEnded('02-15', {})]), first)?.verdict).toBe('not-expected');
  });
});

describe('The evidence that a verdict keeps', () => {
  const changes = (count: number) =>
    Array.from({ length: count }, (_none, at) =>
      merged(at === 0 ? '03-31' : '03-15', at === 0 ? { id: 'on' } : { flag: 'dark' }),
    );

  test('is all of it, up to the most', () => {
    const result = judged(...changes(MAX_EVIDENCE));
    expect(result).toMatchObject({ evidenceOmitted: 0, timing: { changes: MAX_EVIDENCE } });
    expect(result?.evidence).toHaveLength(MAX_EVIDENCE);
  });

  test('is the best of it where there is more, with the number that is left out', () => {
    const result = judged(...changes(MAX_EVIDENCE + 5), exempted('03-01', inRelease));
    expect(result?.evidence).toHaveLength(MAX_EVIDENCE);
    expect(result?.evidence[0]?.event).toBe('on');
    expect(result).toMatchObject({ evidenceOmitted: 6, timing: { changes: MAX_EVIDENCE + 5 } });
  });
});

describe('The timing of the work', () => {
  const milestones: Cycle = { ...cycle, midCycleAt: on('03-15'), featureFreezeAt: on('03-25') };
  const timing = (at: Cycle, ...facts: readonly Fact[]) => judge(workOf([started, ...facts]), at)?.timing;
  const days = ['03-02', '03-15', '03-15T00:01', '03-25', '03-25T00:01', '04-01', '04-02'];

  test('tells how many changes came up to mid-cycle, and how many after the feature freeze', () => {
    expect(timing(milestones, ...days.map((day) => merged(day, {})))).toEqual({
      changes: 6,
      beforeMidCycle: 2,
      afterFreeze: 2,
    });
  });

  test('leaves out what no milestone tells', () => {
    expect(timing(cycle, merged('03-02', {}))).toEqual({ changes: 1 });
  });

  test('counts changes only, those that name the release included', () => {
    const facts = [
      shipped('03-02', {}),
      merged('04-05', { release: '5.2' }),
      merged('03-02', { release: '5.3' }),
    ];
    expect(timing(milestones, ...facts)).toEqual({ changes: 1, beforeMidCycle: 0, afterFreeze: 1 });
  });

  test('does not change the verdict', () => {
    expect(judge(workOf([started, merged('03-31', {})]), milestones)?.verdict).toBe('shipped-on');
  });
});

describe('Every judgement', () => {
  const known = projectStarted('02-20', { id: 'start' });
  const place = (found: VerdictWord | undefined) =>
    found === undefined ? Number.POSITIVE_INFINITY : verdictWord().options.indexOf(found);

  test('is the same for the same facts, in any order and with repeats', () => {
    fc.assert(
      fc.property(factsRetold, ([facts, again]) =>
        expect(judge(workOf([...again, known]), cycle)).toEqual(judge(workOf([known, ...facts]), cycle)),
      ),
      { numRuns: 200 },
    );
  });

  test('is on by default once a change without a feature flag counts in the window', () => {
    const inWindow = fc.constantFrom('03-01T00:01', '03-15', '04-01');
    fc.assert(
      fc.property(anyFacts, inWindow, (facts, day) => {
        const before = judge(workOf([known, ...facts]), cycle);
        const after = judge(workOf([known, ...facts, merged(day, { id: 'added' })]), cycle);
        expect(after?.verdict).toBe(before === undefined ? undefined : 'shipped-on');
      }),
      { numRuns: 200 },
    );
  });

  test('never worsens by a further change', () => {
    fc.assert(
      fc.property(anyFacts, anyChange, fc.constantFrom('02-20', '03-15', '04-02'), (facts, change, day) => {
        const before = judge(workOf([known, ...facts]), cycle)?.verdict;
        const after = judge(workOf([known, ...facts, change(day, { id: 'added' })]), cycle)?.verdict;
        expect(place(after)).toBeLessThanOrEqual(place(before));
      }),
      { numRuns: 200 },
    );
  });

  test('tells by its evidence what was shipped: the best piece that counts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const result = judge(workOf([known, ...facts]), cycle);
        const exposures = new Set(
          result?.evidence.filter(({ counts }) => counts).map(({ exposure }) => exposure),
        );
        expect(result?.verdict === 'shipped-on').toBe(exposures.has('on-by-default'));
        expect(result?.verdict === 'shipped-off').toBe(
          exposures.has('off-by-default') && !exposures.has('on-by-default'),
        );
      }),
    );
  });
});
