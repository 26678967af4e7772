import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import {
  type CadenceRule,
  cadenceAt,
  cadenceVersions,
  completionOf,
  stepRates,
  stepsOf,
  type TeamCadence,
} from '../../../functions/digests/model/cadence.ts';
import type { Seen } from '../../../functions/digests/model/verified.ts';
import { type Period, periodOf } from '../../../functions/kernel/model/period.ts';
import { completed, recordRetired, rubricPublished, verified } from '../../support/digest-facts.ts';
import { on, ordered, retold, teamRegistered } from '../../support/ledger-facts.ts';

const okr: CadenceRule = { step: 'okr', every: 'week', title: 'Progress on OKRs' };
const strategy: CadenceRule = { step: 'strategy', every: 'month', title: 'Strategy page' };
const roadmap: CadenceRule = { step: 'roadmap', every: 'quarter', title: 'Roadmap' };
const data: CadenceRule = {
  step: 'product-data',
  every: 'month',
  title: 'Product data',
  confirms: 'features',
};

function period(name: string, zone = 'UTC'): Period {
  const found = periodOf(name, zone);
  if (found === undefined) throw new Error(`there is no period ${name}`);
  return found;
}
const march = period('2024-03');

interface Known {
  readonly features?: readonly Seen[];
  readonly contacts?: TeamCadence['contacts'];
  readonly rubric?: readonly Fact[];
  /** Absent: it was registered at the beginning of the year. */
  readonly registered?: readonly Fact[];
}
/** A team that these steps were asked of since the beginning of the year. */
function asked(rules: readonly CadenceRule[], facts: readonly Fact[] = [], known: Known = {}): TeamCadence {
  const { rubric = [rubricPublished('01-01', { cadence: [...rules] })] } = known;
  const { registered = [teamRegistered('01-01', {})], contacts, features = [] } = known;
  return {
    team: 'search',
    contacts,
    facts: ordered([...registered, ...facts]),
    featuresAt: (moment) => features.filter(({ lastSeenAt }) => lastSeenAt <= moment),
    versions: cadenceVersions(ordered(rubric)),
  };
}
const statesOf = (team: TeamCadence, of = march, at = '04-01') =>
  stepsOf(team, of, on(at)).map(({ step, period: name, state }) => `${step} ${name} ${state}`);
const ended = (team: TeamCadence, of = march, at = '04-01') =>
  statesOf(team, of, at).filter((said) => !said.endsWith('due') || said.endsWith('overdue'));

describe('The cadence', () => {
  test('asks nothing where no rubric says so', () => {
    expect(cadenceAt([], on('03-01'))).toEqual([]);
    expect(cadenceAt(cadenceVersions([rubricPublished('01-01', {})]), on('03-01'))).toEqual([]);
    expect(statesOf(asked([], [], { rubric: [] }))).toEqual([]);
  });

  test('is what the last version of the rubric says, from when it was published', () => {
    const versions = cadenceVersions(
      ordered([
        rubricPublished('02-01', { cadence: [okr] }),
        rubricPublished('03-01', { cadence: [strategy] }),
      ]),
    );
    const steps = (day: string) => cadenceAt(versions, on(day)).map(({ step }) => step);
    expect(steps('01-31')).toEqual([]);
    expect(steps('02-01')).toEqual(['okr']);
    expect(steps('03-01')).toEqual(['strategy']);
  });

  test('asks for a period what held at its end, not what came later', () => {
    const rubric = [rubricPublished('03-15', { cadence: [okr, strategy] })];
    expect(ended(asked([], [], { rubric }))).toEqual([
      'okr 2024-W11 overdue',
      'okr 2024-W12 overdue',
      'okr 2024-W13 overdue',
      'strategy 2024-03 overdue',
    ]);
    const later = [rubricPublished('04-02', { cadence: [strategy] })];
    expect(statesOf(asked([], [], { rubric: later }), march, '04-03')).toEqual([]);
    const atTheEnd = [rubricPublished('04-01', { cadence: [strategy] })];
    expect(statesOf(asked([], [], { rubric: atTheEnd }))).toEqual(['strategy 2024-04 due']);
  });
});

describe('The steps of a team', () => {
  test('in a month are those of the weeks that ended in it, of itself, and of a quarter that ended with it', () => {
    const team = asked([roadmap, strategy, okr]);
    // The week 9 ended on 3 March as Monday began; the 13th with the last day of March.
    expect(ended(team)).toEqual([
      'okr 2024-W09 overdue',
      'okr 2024-W10 overdue',
      'okr 2024-W11 overdue',
      'okr 2024-W12 overdue',
      'okr 2024-W13 overdue',
      'strategy 2024-03 overdue',
      'roadmap 2024-Q1 overdue',
    ]);
    expect(ended(team, period('2024-02'), '03-01')).not.toContain('roadmap 2024-Q1 overdue');
  });

  test('in a quarter are those of all its weeks and months', () => {
    const items = stepsOf(asked([strategy, okr]), period('2024-Q1'), on('04-01'));
    expect(items.filter(({ state, step }) => state === 'overdue' && step === 'strategy')).toHaveLength(3);
    expect(items.filter(({ state, step }) => state === 'overdue' && step === 'okr')).toHaveLength(13);
  });

  test('that come next are due: of each the first that ends in the next period', () => {
    const due = (of: string, at: string) =>
      statesOf(asked([okr, strategy, roadmap]), period(of), at).filter((said) => said.endsWith(' due'));
    expect(due('2024-02', '03-01')).toEqual([
      'okr 2024-W09 due',
      'strategy 2024-03 due',
      'roadmap 2024-Q1 due',
    ]);
    expect(due('2024-03', '04-01')).toEqual(['okr 2024-W14 due', 'strategy 2024-04 due']);
    expect(due('2024-W10', '03-11')).toEqual(['okr 2024-W11 due']);
    expect(due('2024-W12', '03-25')).toEqual([
      'okr 2024-W13 due',
      'strategy 2024-03 due',
      'roadmap 2024-Q1 due',
    ]);
  });

  test('that come next are those of a team that is there when they begin', () => {
    const of = (...registered: Fact[]) => statesOf(asked([strategy], [], { registered }));
    expect(of(teamRegistered('04-01', {}))).toEqual(['strategy 2024-04 due']);
    expect(of(teamRegistered('01-01', {}), recordRetired('04-01', {}))).toEqual(['strategy 2024-03 overdue']);
  });

  test('that come next and are done already are not said', () => {
    const early = completed('04-01', { step: 'strategy', period: '2024-04' });
    expect(statesOf(asked([strategy], [early]))).toEqual(['strategy 2024-03 overdue']);
  });

  test('begin and end with the local day', () => {
    const said = completed('03-31T22:30', { step: 'strategy', period: '2024-03' });
    const berlin = period('2024-03', 'Europe/Berlin');
    expect(stepsOf(asked([strategy], [said]), berlin, on('03-31T22:15'))[0]?.state).toBe('overdue');
    expect(stepsOf(asked([strategy]), march, on('03-31T22:15'))[0]?.state).toBe('due');
  });

  test('are those of the teams that a rule names, and of every team where it names none', () => {
    expect(statesOf(asked([{ ...strategy, teams: ['docs'] }]))).toEqual([]);
    expect(ended(asked([{ ...strategy, teams: ['docs', 'search'] }]))).toHaveLength(1);
  });

  test('name their partners, with whom the team has for a role', () => {
    const roles = ['engineering', 'design', 'product-marketing', 'pm', 'tl', 'legal', 'constructor'];
    const contacts = { pm: 'Ada', em: 'Ben', tl: null, pmm: 'Cy' };
    const [item] = stepsOf(asked([{ ...strategy, partners: roles }], [], { contacts }), march, on('04-01'));
    expect(item?.partners).toEqual([
      { role: 'engineering', person: 'Ben' },
      { role: 'design' },
      { role: 'product-marketing', person: 'Cy' },
      { role: 'pm', person: 'Ada' },
      { role: 'tl' },
      { role: 'legal' },
      { role: 'constructor' },
    ]);
  });

  test('are not asked of a team that nobody registered, or not yet, or that is retired', () => {
    const of = (...registered: Fact[]) => ended(asked([strategy], [], { registered }), march, '06-01');
    expect(of()).toEqual([]);
    expect(of(teamRegistered('04-01', {}))).toEqual([]);
    expect(of(teamRegistered('03-31', {}))).toEqual(['strategy 2024-03 overdue']);
    expect(of(teamRegistered('01-01', {}), recordRetired('03-31', {}))).toEqual([]);
    expect(of(teamRegistered('01-01', {}), recordRetired('04-01', {}))).toHaveLength(1);
    expect(
      of(teamRegistered('01-01', {}), recordRetired('02-01', {}), teamRegistered('03-01', {})),
    ).toHaveLength(1);
  });
});

describe('A step is done', () => {
  const stateAt = (at: string, rule: CadenceRule, facts: readonly Fact[], known: Known = {}) =>
    stepsOf(asked([rule], facts, known), march, on(at)).find(({ period: name }) => name === '2024-03')?.state;

  test('when the team says so for its period, early, within it or late, as of then', () => {
    for (const day of ['02-20', '03-31', '05-15']) {
      const said = completed(day, { step: 'strategy', period: '2024-03' });
      expect(stateAt('06-01', strategy, [said])).toBe('done');
    }
    const late = completed('04-03', { step: 'strategy', period: '2024-03' });
    expect(stateAt('04-02', strategy, [late])).toBe('overdue');
    expect(stateAt('04-03', strategy, [late])).toBe('done');
  });

  test('not when another step, period or length of period is named', () => {
    const facts = [
      completed('03-20', { step: 'okr', period: '2024-03' }),
      completed('03-20', { step: 'strategy', period: '2024-02' }),
      completed('03-20', { step: 'strategy', period: '2024-W12' }),
      completed('03-20', { step: 'strategy', period: '2024-Q1' }),
    ];
    expect(stateAt('04-01', strategy, facts)).toBe('overdue');
  });

  describe('that confirms the record of its team', () => {
    const confirming: CadenceRule = { ...strategy, confirms: 'team' };

    test('when it was verified as a whole since the period began, and before the next one ended', () => {
      expect(stateAt('06-01', confirming, [verified('02-29T23:59', {})])).toBe('overdue');
      expect(stateAt('06-01', confirming, [verified('03-01', {})])).toBe('done');
      expect(stateAt('06-01', confirming, [verified('04-30T23:59', {})])).toBe('done');
      expect(stateAt('06-01', confirming, [verified('05-01', {})])).toBe('overdue');
      expect(stateAt('04-02', confirming, [verified('04-03', {})])).toBe('overdue');
    });

    test('not when only some of its fields were, nor another record, nor for a step that confirms nothing', () => {
      expect(stateAt('04-01', confirming, [verified('03-10', { fields: ['title'] })])).toBe('overdue');
      expect(stateAt('04-01', confirming, [verified('03-10', { fields: [] })])).toBe('done');
      expect(stateAt('04-01', confirming, [verified('03-10', { entity: 'team:docs' })])).toBe('overdue');
      expect(stateAt('04-01', strategy, [verified('03-10', {})])).toBe('overdue');
    });
  });

  describe('that confirms the features of its team', () => {
    const seen = (...days: string[]) => ({
      features: days.map((day, at) => ({ entity: `feature:${at}`, lastSeenAt: on(day) })),
    });

    test('when every one of them was looked at since the period began', () => {
      expect(stateAt('04-01', data, [], seen('03-01', '03-20'))).toBe('done');
      expect(stateAt('04-01', data, [], seen('02-29', '03-20'))).toBe('overdue');
      expect(stateAt('04-10', data, [], seen('04-09', '03-20'))).toBe('done');
    });

    test('by features as they were when the next period ended, and not by what was seen after', () => {
      expect(stateAt('06-01', data, [], seen('03-20', '05-01'))).toBe('done');
      expect(stateAt('06-01', data, [], seen('02-20', '05-01'))).toBe('overdue');
    });

    test('and nothing is asked of a team that has none, unless it says that it has done it', () => {
      expect(stateAt('04-01', data, [])).toBeUndefined();
      const said = completed('03-20', { step: 'product-data', period: '2024-03' });
      expect(stateAt('04-01', data, [said])).toBe('done');
    });
  });
});

describe('The completion of steps', () => {
  test('counts those that are done among those that were asked, and not the ones to come', () => {
    const said = completed('03-20', { step: 'okr', period: '2024-W11' });
    const items = stepsOf(asked([okr, strategy], [said]), march, on('04-01'));
    expect(completionOf(items)).toEqual({ done: 1, of: 6 });
    expect(completionOf([])).toEqual({ done: 0, of: 0 });
  });

  test('over time is how often each step was done, apart for months and quarters', () => {
    const said = completed('02-20', { step: 'strategy', period: '2024-02' });
    const quarterly = { ...roadmap, step: 'strategy' as const };
    const months = ['2024-01', '2024-02', '2024-03', '2024-04'].map((name) => period(name));
    expect(stepRates(asked([strategy, quarterly], [said]), months, on('04-01'))).toEqual([
      {
        step: 'strategy',
        done: 1,
        of: 3,
        periods: [
          { period: '2024-01', isDone: false },
          { period: '2024-02', isDone: true },
          { period: '2024-03', isDone: false },
        ],
      },
      { step: 'strategy', done: 0, of: 1, periods: [{ period: '2024-Q1', isDone: false }] },
    ]);
    expect(stepRates(asked([]), months, on('04-01'))).toEqual([]);
  });
});

const YEAR = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, '0')}`);
const anyZone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
);
/** Of the weeks that end in 2024, its months and quarters, in zones around the world. */
const ALL = [
  ...Array.from({ length: 52 }, (_, at) => ({
    step: 'okr' as const,
    period: `2024-W${String(at + 1).padStart(2, '0')}`,
  })),
  ...YEAR.map((name) => ({ step: 'strategy' as const, period: name })),
  ...['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'].map((name) => ({ step: 'roadmap' as const, period: name })),
];
const END = '2025-01-02T00:00:00.000Z';

describe('The steps of a year', () => {
  test('are each in exactly one month, in every zone, and as many are done as were said to be', () => {
    fc.assert(
      fc.property(anyZone, fc.subarray(ALL), (zone, done) => {
        const facts = done.map((one) => completed('12-30', one));
        const team = asked([okr, strategy, roadmap], facts);
        const items = YEAR.flatMap((name) =>
          stepsOf(team, period(name, zone), END).filter(({ state }) => state !== 'due'),
        );
        const names = items.map(({ step, period: of }) => `${step} ${of}`);
        expect(names.toSorted()).toEqual(ALL.map(({ step, period: of }) => `${step} ${of}`).toSorted());
        expect(completionOf(items)).toEqual({ done: done.length, of: ALL.length });
      }),
      { numRuns: 25 },
    );
  });

  test('are the same in whatever order their facts were told, and how often', () => {
    const facts = [
      completed('03-10', { step: 'okr', period: '2024-W10' }),
      completed('03-31', { step: 'strategy', period: '2024-03' }),
      recordRetired('03-20', {}),
      teamRegistered('03-25', {}),
      verified('03-26', {}),
    ];
    const confirming: CadenceRule = { ...roadmap, confirms: 'team' };
    const expected = statesOf(asked([okr, strategy, confirming], facts));
    expect(expected).toContain('roadmap 2024-Q1 done');
    fc.assert(
      fc.property(retold(facts), (again) =>
        expect(statesOf(asked([okr, strategy, confirming], again))).toEqual(expected),
      ),
    );
  });
});
