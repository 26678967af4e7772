/** What people state about a feature: what was measured of it, and who joins its early stages. */
import { didYouMean } from '../../../events/nearest.ts';
import {
  enrolment,
  measuredValue,
  recorded,
  type Stage,
  stageTurned,
} from '../../../functions/catalog/model/statements/features.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings } from '../terminal.ts';
import { runStatement, type StatementOptions, type Stating } from './statement.ts';

interface RecordOptions extends StatementOptions {
  readonly text?: boolean;
  readonly unknown?: boolean;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runRecord(
  around: Surroundings,
  feature: string,
  key: string,
  word: string | undefined,
  options: RecordOptions,
): Promise<void> {
  if ((word === undefined) === (options.unknown !== true))
    throw new CommandMisusedError('Give a value, or --unknown to take back what was recorded.');
  const value = word === undefined ? null : options.text ? word : measuredValue(word);
  return runStatement(around, 'record', options, (stating) => ({
    ...recorded(stating, { feature, key, value }),
    next: keyRemark(stating, key) ?? textRemark(key, value, options.text),
  }));
}

/** A key that no rule goes by is recorded, and is more often mistyped. */
function keyRemark({ known: { rubric } }: Stating, key: string): string | undefined {
  const rules = [...(rubric?.record.categories.values() ?? [])].flatMap(({ check }) => check ?? []);
  const keys = rules.flatMap((text) => {
    const read = compileCheck(text);
    return read.ok ? read.rule.keys : [];
  });
  return keys.length === 0 || keys.includes(key)
    ? undefined
    : `No rule of the rubric goes by ${key}${didYouMean(key, keys)}`;
}

const textRemark = (key: string, value: unknown, isMeant: boolean | undefined): string | undefined =>
  typeof value === 'string' && /^-?\d/.test(value) && isMeant !== true
    ? `${key} is a text now, as ${value} is no number; --text says that this is meant`
    : undefined;

interface StageOptions extends StatementOptions {
  readonly stage?: Stage;
}

/** @throws {CommandRefusedError} {InputError} */
export const runEnroll = (
  around: Surroundings,
  feature: string,
  account: string,
  options: StageOptions,
): Promise<void> => joining(around, 'join', feature, account, options);

/** @throws {CommandRefusedError} {InputError} */
export const runLeave = (
  around: Surroundings,
  feature: string,
  account: string,
  options: StageOptions,
): Promise<void> => joining(around, 'leave', feature, account, options);

const joining = (
  around: Surroundings,
  turn: 'join' | 'leave',
  feature: string,
  account: string,
  options: StageOptions,
) =>
  runStatement(around, 'enroll', options, (stating) =>
    enrolment(stating, { feature, account, stage: options.stage, turn }),
  );

/** @throws {CommandRefusedError} {InputError} */
export const runEnrollment = (
  around: Surroundings,
  feature: string,
  named: Stage,
  turn: 'open' | 'close',
  options: StatementOptions,
): Promise<void> =>
  runStatement(around, 'enroll', options, (stating) => stageTurned(stating, { feature, stage: named, turn }));
