import { describe, expect, it } from '@jest/globals';
import type { CadenceRule } from '../../../functions/digests/model/cadence.ts';
import { stepMisfit } from '../../../lib/command/digests/confirmable.ts';

const rules: readonly CadenceRule[] = [
  { step: 'okr', every: 'quarter', title: 'OKRs' },
  { step: 'okr', every: 'week', title: 'Progress' },
  { step: 'strategy', every: 'month', title: 'Strategy', teams: ['rank'] },
];
const misfit = (step: 'okr' | 'strategy' | 'roadmap', period: string, team = 'search', zone = 'UTC') =>
  stepMisfit({ team, step, period }, rules, zone, '2024-03-31T22:30:00.000Z');

describe('A step that is done', () => {
  it('is one that the rubric asks the team for, in a period of its length', () => {
    expect(misfit('okr', '2024-Q1')).toBeUndefined();
    expect(misfit('okr', '2024-W13')).toBeUndefined();
    expect(misfit('strategy', '2024-03', 'rank')).toBeUndefined();
  });

  it('is refused in a period of another length, with how to name the right one', () => {
    expect(misfit('okr', '2024-03')).toBe(
      'okr comes round every quarter (2024-Q1) and every week (2024-W09), and 2024-03 is a month.',
    );
  });

  it('is refused where it is asked of other teams only, or of none', () => {
    expect(misfit('strategy', '2024-03')).toBe(
      'The rubric asks team search for no step strategy: it asks for okr.',
    );
    expect(stepMisfit({ team: 'a', step: 'roadmap', period: '2024-Q1' }, [], 'UTC', '2024-01-01')).toBe(
      'The rubric asks team a for no step roadmap.',
    );
  });

  it('is refused before its period has begun, which is a matter of the zone', () => {
    expect(misfit('okr', '2024-Q2')).toBe('2024-Q2 has not begun yet.');
    expect(misfit('okr', '2024-Q2', 'search', 'Europe/Berlin')).toBeUndefined();
  });
});
