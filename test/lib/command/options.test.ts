import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { type ConfirmOptions, type Wanted, wantedBy } from '../../../lib/command/digests/confirmable.ts';
import { CommandMisusedError } from '../../../lib/command/input-error.ts';
import { toFields, toPeriod, toRecords } from '../../../lib/command/options.ts';

describe('A period behind --period', () => {
  it.each(['2024-03', '2024-W09', '2024-Q1', '2020-W53'])('is %s', (text) => {
    expect(toPeriod(text)).toBe(text);
  });

  it.each([
    ['2024-13', 'like 2024-03, 2024-W09 or 2024-Q1'],
    ['2024-Q5', 'like 2024-03'],
    ['march', 'like 2024-03'],
    ['2024-03-01', 'like 2024-03'],
    ['', 'like 2024-03'],
    ['2024-03\u001b[31m', 'like 2024-03'],
    ['2024-W53', 'The year 2024 has no such week.'],
  ])('is not %j', (text, why) => {
    expect(() => toPeriod(text)).toThrow(InvalidArgumentError);
    expect(() => toPeriod(text)).toThrow(why);
  });
});

describe('Records that are named', () => {
  it('are each taken once, in their order', () => {
    const all = ['feature:b', 'team:a', 'feature:b', 'project:a:b'];
    expect(all.reduce<readonly string[]>((before, text) => toRecords(text, before), [])).toEqual([
      'feature:b',
      'team:a',
      'project:a:b',
    ]);
  });

  it.each(['code-search', 'features:a', 'release:5.4', 'feature:', ':a', 'feature: a', 'feature:a\n'])(
    'are not %j',
    (text) => {
      expect(() => toRecords(text)).toThrow(InvalidArgumentError);
      expect(() => toRecords(text)).toThrow(
        /like feature:code-search: a kind \(team, feature, project, person\)/,
      );
    },
  );
});

describe('Fields behind --fields', () => {
  it('are names with commas between them, each once', () => {
    expect(toFields('title, contacts,title')).toEqual(['title', 'contacts']);
  });

  it.each(['', 'title,', ',', 'a,,b'])('are not %j', (text) => {
    expect(() => toFields(text)).toThrow(InvalidArgumentError);
  });
});

describe('The words of confirm', () => {
  it.each<[string, string[], ConfirmOptions, Wanted]>([
    ['records', ['feature:a'], { comment: 'x' }, { kind: 'named', records: ['feature:a'] }],
    ['all of a team', [], { team: 'a', all: true }, { kind: 'all', team: 'a' }],
    [
      'a step of a team',
      [],
      { team: 'a', step: 'okr', period: '2024-Q1' },
      { kind: 'step', team: 'a', step: 'okr', period: '2024-Q1' },
    ],
  ])('ask for %s', (_what, records, options, wanted) => {
    expect(wantedBy(records, options)).toEqual(wanted);
  });

  it.each<[string, string[], ConfirmOptions, RegExp]>([
    ['nothing', [], {}, /^What is still correct\? .*feature:code-search.*--all.*--step okr/],
    ['a team, and not what of it', [], { team: 'a' }, /^What is still correct\?/],
    ['all, and not whose', [], { all: true }, /^What is still correct\?/],
    ['records of a team', ['feature:a'], { team: 'a' }, /by name go without --team/],
    ['records and all', ['feature:a'], { all: true }, /by name go without/],
    ['records and a step', ['feature:a'], { step: 'okr' }, /by name go without/],
    ['records of a period', ['feature:a'], { period: '2024-Q1' }, /by name go without/],
    ['a step, and not whose', [], { step: 'okr', period: '2024-Q1' }, /--team search --step okr --period/],
    ['a step, and not when', [], { team: 'a', step: 'okr' }, /--team search --step okr --period/],
    ['a step with a comment', [], { team: 'a', step: 'okr', period: '2024-Q1', comment: 'x' }, /no comment/],
    ['fields of a step', [], { team: 'a', step: 'okr', period: '2024-Q1', fields: ['x'] }, /no fields/],
    ['a period of no step', [], { team: 'a', all: true, period: '2024-Q1' }, /name it with --step/],
  ])('are misused by who asks for %s', (_what, records, options, why) => {
    expect(() => wantedBy(records, options)).toThrow(CommandMisusedError);
    expect(() => wantedBy(records, options)).toThrow(why);
  });
});
