/** What the words of `confirm` ask for: records by name, all of a team, or a step. */
import type { CadenceStep } from '../../../events/fields.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { TargetOptions } from '../target.ts';

export interface ConfirmOptions extends TargetOptions {
  readonly team?: string;
  readonly all?: boolean;
  readonly step?: CadenceStep;
  readonly period?: string;
  readonly fields?: readonly string[];
  readonly comment?: string;
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

export type Wanted =
  | { readonly kind: 'named'; readonly records: readonly string[] }
  | { readonly kind: 'all'; readonly team: string }
  | { readonly kind: 'step'; readonly team: string; readonly step: CadenceStep; readonly period: string };

/** @throws {CommandMisusedError} when the words do not go together, or say too little */
export function wantedBy(records: readonly string[], options: ConfirmOptions): Wanted {
  const { team, all = false, step, period, fields, comment } = options;
  if (records.length > 0) {
    if (team !== undefined || all || step !== undefined || period !== undefined)
      throw new CommandMisusedError(
        'Records by name go without --team, --all, --step and --period: confirm the one, then the other.',
      );
    return { kind: 'named', records };
  }
  if (step !== undefined) {
    if (team === undefined || period === undefined)
      throw new CommandMisusedError(
        `Whose step, and of which period? --team search --step ${step} --period 2024-Q1`,
      );
    if (fields !== undefined || comment !== undefined)
      throw new CommandMisusedError('A step has no fields and takes no comment: it is done.');
    return { kind: 'step', team, step, period };
  }
  if (period !== undefined) throw new CommandMisusedError('--period is of a step: name it with --step.');
  if (!all || team === undefined)
    throw new CommandMisusedError(
      'What is still correct? Name records (feature:code-search), or all of a team (--team search --all), or a step that is done (--team search --step okr --period 2024-Q1).',
    );
  return { kind: 'all', team };
}
