/** What people state about a feature: what was measured of it, and who joins its early stages. */

import { feature as featureEntity } from '../../../events/contract.ts';
import type { stage } from '../../../events/fields.ts';
import type { Output } from '../../../events/lazy.ts';
import { didYouMean } from '../../../events/nearest.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings } from '../terminal.ts';
import {
  mustBeAllowed,
  mustBeKnown,
  runStatement,
  type StatementOptions,
  type Stating,
} from './statement.ts';

type Stage = Output<typeof stage>;

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
  const value = word === undefined ? null : options.text ? word : measured(word);
  return runStatement(around, 'record', options, (stating) => {
    mustBeKnown(stating, 'feature', feature);
    mustBeAllowed(stating, 'record', featureEntity(feature), { key });
    const words =
      value === null ? `that ${key} of ${feature} is unknown now` : `${key} of ${feature}: ${value}`;
    const next = keyRemark(stating, key) ?? textRemark(key, value, options.text);
    return { type: 'FactRecorded', fields: { feature, key, value }, words: `records ${words}`, next };
  });
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

/** `true` and `false` are truths, and what is written as a number is one. */
function measured(word: string): string | number | boolean {
  if (word === 'true' || word === 'false') return word === 'true';
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
}

interface StageOptions extends StatementOptions {
  readonly stage?: Stage;
}

/** @throws {CommandRefusedError} {InputError} */
export const runEnroll = (
  around: Surroundings,
  feature: string,
  account: string,
  options: StageOptions,
): Promise<void> => joining(around, 'AccountEnrolled', 'enrols', feature, account, options);

/** @throws {CommandRefusedError} {InputError} */
export const runLeave = (
  around: Surroundings,
  feature: string,
  account: string,
  options: StageOptions,
): Promise<void> => joining(around, 'AccountLeft', 'takes back the enrolment of', feature, account, options);

const joining = (
  around: Surroundings,
  type: 'AccountEnrolled' | 'AccountLeft',
  deed: string,
  feature: string,
  account: string,
  options: StageOptions,
) =>
  runStatement(around, 'enroll', options, (stating) => {
    mustBeKnown(stating, 'feature', feature);
    mustBeAllowed(stating, 'enroll', featureEntity(feature));
    const { stage: named } = options;
    const where = named === undefined ? feature : `the ${named} of ${feature}`;
    return { type, fields: { feature, account, stage: named }, words: `${deed} ${account} in ${where}` };
  });

/** @throws {CommandRefusedError} {InputError} */
export const runEnrollment = (
  around: Surroundings,
  feature: string,
  named: Stage,
  turn: 'open' | 'close',
  options: StatementOptions,
): Promise<void> =>
  runStatement(around, 'enroll', options, (stating) => {
    mustBeKnown(stating, 'feature', feature);
    mustBeAllowed(stating, 'enroll', featureEntity(feature));
    const type = turn === 'open' ? 'EnrollmentOpened' : 'EnrollmentClosed';
    const words = `${turn === 'open' ? 'opens' : 'closes'} the ${named} of ${feature}`;
    return { type, fields: { feature, stage: named }, words };
  });
