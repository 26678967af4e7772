/** What `confirm` is asked for, and whether it can be confirmed: the catalog has the record, or the team has the step. */
import * as z from 'zod';
import { type CadenceStep, everyOf } from '../../../events/fields.ts';
import { didYouMean, nearest } from '../../../events/nearest.ts';
import {
  featureRecord,
  personRecord,
  projectRecord,
  teamRecord,
} from '../../../functions/catalog/model/import/records.ts';
import type { WireSection } from '../../../functions/catalog/model/import/wire.ts';
import type { CadenceRule } from '../../../functions/digests/model/cadence.ts';
import { periodOf } from '../../../functions/kernel/model/period.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { StatingOptions } from '../open-target.ts';
import type { TargetReads } from '../target.ts';

export interface ConfirmOptions extends StatingOptions {
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

/**
 * What the arguments ask for: records by name, all of a team, or a step.
 * @throws {CommandMisusedError} when they contradict each other, or say too little
 */
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

/** The kinds of records that can be confirmed. */
const kinds = new Map<string, { readonly section: WireSection; readonly fields: readonly string[] }>([
  ['team', { section: 'teams', fields: Object.keys(teamRecord().shape) }],
  ['feature', { section: 'features', fields: Object.keys(featureRecord().shape) }],
  ['project', { section: 'projects', fields: Object.keys(projectRecord().shape) }],
  ['person', { section: 'people', fields: Object.keys(personRecord().shape) }],
]);

/** A page of any section, as far as it matters here. */
const page = z.object({
  records: z.array(z.object({ id: z.string(), isGone: z.boolean() })),
  next: z.string().optional(),
});

/**
 * Why some of them cannot be confirmed, a sentence each.
 * @param records references, of kinds that have records
 * @param fields that all of them should have
 */
export async function misfits(
  reads: Pick<TargetReads, 'page'>,
  records: readonly string[],
  fields: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const [kind, named] of Map.groupBy(records, (record) => record.slice(0, record.indexOf(':')))) {
    const known = kinds.get(kind);
    if (known === undefined) continue;
    const ids = await idsOf(reads, known.section);
    found.push(...named.flatMap((record) => misfit(kind, record, ids) ?? []));
    found.push(...fields.flatMap((field) => fieldMisfit(kind, field, known.fields) ?? []));
  }
  return found;
}

/** Whether each record is gone, by id. */
async function idsOf(reads: Pick<TargetReads, 'page'>, section: WireSection): Promise<Map<string, boolean>> {
  const ids = new Map<string, boolean>();
  let after: string | undefined;
  do {
    const { records, next } = page.parse(await reads.page(section, after));
    for (const { id, isGone } of records) ids.set(id, isGone);
    after = next;
  } while (after !== undefined);
  return ids;
}

function misfit(kind: string, record: string, ids: ReadonlyMap<string, boolean>): string | undefined {
  const id = record.slice(kind.length + 1);
  const isGone = ids.get(id);
  if (isGone !== undefined) return isGone ? `${record} is no longer in the catalog.` : undefined;
  const names = [...ids].flatMap(([name, isOld]) => (isOld ? [] : [name]));
  const meant = nearest(id, names);
  return `Nothing is known of ${record}${meant === undefined ? '.' : `, did you mean ${kind}:${meant}?`}`;
}

function fieldMisfit(kind: string, field: string, fields: readonly string[]): string | undefined {
  if (fields.includes(field)) return undefined;
  return `A ${kind} has no field ${field}${didYouMean(field, fields, `, it has ${fields.join(', ')}`)}`;
}

type Step = Omit<Extract<Wanted, { kind: 'step' }>, 'kind'>;

const EXAMPLES = { week: '2024-W09', month: '2024-03', quarter: '2024-Q1' } as const;

/**
 * Why a step cannot be confirmed; `undefined` where the team is asked for it.
 * @param rules of the rubric that holds now
 * @param zone of the team
 */
export function stepMisfit(
  { team, step, period }: Step,
  rules: readonly CadenceRule[],
  zone: string,
  now: string,
): string | undefined {
  const own = rules.filter(({ teams }) => teams == null || teams.includes(team));
  const fitting = own.filter((rule) => rule.step === step);
  if (fitting.length === 0) {
    const steps = [...new Set(own.map((rule) => rule.step))].join(', ');
    return `The rubric asks team ${team} for no step ${step}${steps === '' ? '' : `: it asks for ${steps}`}.`;
  }
  const lengths = fitting.map(({ every }) => every);
  if (!lengths.includes(everyOf(period))) {
    const named = lengths.map((every) => `every ${every} (${EXAMPLES[every]})`).join(' and ');
    return `${step} comes round ${named}, and ${period} is a ${everyOf(period)}.`;
  }
  const from = periodOf(period, zone)?.from;
  return from !== undefined && from > now ? `${period} has not begun yet.` : undefined;
}
