/** What people state about a feature: what was measured of it, and who joins its early stages. */
import { feature as featureEntity } from '../../../../events/contract.ts';
import type { stage } from '../../../../events/fields.ts';
import type { Output } from '../../../../events/lazy.ts';
import { mustBeAllowed, mustBeKnown, type Statement, type Stating } from './statement.ts';

export type Stage = Output<typeof stage>;

export interface Measured {
  readonly feature: string;
  readonly key: string;
  /** Null takes back what was recorded. */
  readonly value: string | number | boolean | null;
}

/** @throws {StatementRefusedError} */
export function recorded(stating: Stating, { feature, key, value }: Measured): Statement {
  mustBeKnown(stating, 'feature', feature);
  mustBeAllowed(stating, 'record', featureEntity(feature), { key });
  const words =
    value === null ? `that ${key} of ${feature} is unknown now` : `${key} of ${feature}: ${value}`;
  return { facts: [{ type: 'FactRecorded', fields: { feature, key, value } }], words: `records ${words}` };
}

/** `true` and `false` are truths, and what is written as a number is one. */
export function measuredValue(word: string): string | number | boolean {
  if (word === 'true' || word === 'false') return word === 'true';
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
}

export interface Joining {
  readonly feature: string;
  readonly account: string;
  readonly stage?: Stage | undefined;
  readonly turn: 'join' | 'leave';
}

/** @throws {StatementRefusedError} */
export function enrolment(stating: Stating, { feature, account, stage, turn }: Joining): Statement {
  mustBeKnown(stating, 'feature', feature);
  mustBeAllowed(stating, 'enroll', featureEntity(feature));
  const where = stage === undefined ? feature : `the ${stage} of ${feature}`;
  const type = turn === 'join' ? 'AccountEnrolled' : 'AccountLeft';
  const deed = turn === 'join' ? 'enrols' : 'takes back the enrolment of';
  return {
    facts: [{ type, fields: { feature, account, stage } }],
    words: `${deed} ${account} in ${where}`,
  };
}

export interface StageTurned {
  readonly feature: string;
  readonly stage: Stage;
  readonly turn: 'open' | 'close';
}

/** @throws {StatementRefusedError} */
export function stageTurned(stating: Stating, { feature, stage, turn }: StageTurned): Statement {
  mustBeKnown(stating, 'feature', feature);
  mustBeAllowed(stating, 'enroll', featureEntity(feature));
  const type = turn === 'open' ? 'EnrollmentOpened' : 'EnrollmentClosed';
  return {
    facts: [{ type, fields: { feature, stage } }],
    words: `${turn === 'open' ? 'opens' : 'closes'} the ${stage} of ${feature}`,
  };
}
