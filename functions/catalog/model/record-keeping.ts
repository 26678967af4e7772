/** What all kinds share: who stated a record last, its fields, its names, and whether it was retired or is snoozed. */
import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { type Lazy, lazy, type Output } from '../../../events/lazy.ts';
import { distinct, lastSaid, ofType } from '../../kernel/model/facts.ts';
import type { Names } from '../../kernel/model/identity.ts';

/** How the ids of imported facts begin: a record that such a fact stated last is maintained in files. */
export const FROM_FILES = 'catalog:';

/** The last statement of a record. */
const registration = lazy(() =>
  z.object({
    at: z.string(),
    /** Whether an import of files made it. */
    isFromFiles: z.boolean(),
  }),
);
type Registration = Output<typeof registration>;

/** What is known of one field. Verified does not mean changed: someone looked, and it was still correct. */
const fieldKnowledge = lazy(() =>
  z.object({
    changedAt: z.string(),
    changedBy: z.string().optional(),
    verifiedAt: z.string().optional(),
    verifiedBy: z.string().optional(),
  }),
);
export type FieldKnowledge = Output<typeof fieldKnowledge>;

/** By field; one that was never stated is absent. */
export const fieldsKnown = lazy(() => z.record(z.string(), fieldKnowledge()));

/** Who stated a record last, and whether it was retired. */
export const lifecycleShape = () => ({
  registration: registration().optional(),
  /** UTC. Registered again, a record is back. */
  retiredAt: z.string().optional(),
});

/** What a state holds for each field of a registration, so that the compiler names one that it lacks. */
export type ShapeOf<Fields extends Lazy<z.ZodType>> = {
  readonly [Name in keyof Output<Fields>]-?: z.ZodType;
};

interface Statement {
  readonly id: string;
  readonly occurredAt: string;
  readonly actor?: string | undefined;
}

/** @param said what registered it, in order */
export function registrationOf(said: readonly Statement[]): Registration | undefined {
  const last = said.at(-1);
  return last === undefined ? undefined : { at: last.occurredAt, isFromFiles: isFromFiles(last) };
}

/** Whether an import of files made a fact. */
export const isFromFiles = ({ id }: Pick<Statement, 'id'>): boolean => id.startsWith(FROM_FILES);

/**
 * When each field last became what it is, and when it was last looked at.
 * @param said what registered the record, in order
 * @param facts its ledger, in order: its verifications are among them
 */
export function knowledgeOf<Said extends Statement>(
  said: readonly Said[],
  facts: readonly Fact[],
  fields: readonly (keyof Said & string)[],
): Record<string, FieldKnowledge> {
  const looks = ofType(facts, 'RecordVerified').map(({ detail }) => detail);
  const known = fields.flatMap((field) => {
    const change = lastChange(said, field);
    if (change === undefined) return [];
    const look = looks.findLast((each) => (each.fields ?? []).length === 0 || each.fields?.includes(field));
    const verified = look === undefined ? {} : { verifiedAt: look.occurredAt, verifiedBy: look.actor };
    return [[field, { changedAt: change.occurredAt, changedBy: change.actor, ...verified }] as const];
  });
  return Object.fromEntries(known);
}

/** The statement from which a field has had its present value. Unknown is a value too, once something else was known. */
function lastChange<Said extends Statement>(said: readonly Said[], field: keyof Said): Said | undefined {
  let change: Said | undefined;
  let value = 'null';
  for (const statement of said) {
    if (statement[field] === undefined) continue;
    const now = canonicalJson(statement[field]);
    if (now === value) continue;
    value = now;
    change = statement;
  }
  return change;
}

/** Who stated a record last, and whether it was retired. @param type the facts that register it */
export const lifecycleOf = <Type extends Fact['type']>(facts: readonly Fact[], type: Type) => ({
  registration: registrationOf(ofType(facts, type).map(({ detail }) => detail)),
  retiredAt: retiredAt(facts, type),
});

/** When a record was retired, unless it was registered again since. */
function retiredAt(facts: readonly Fact[], registers: Fact['type']): string | undefined {
  const last = facts.findLast(({ type }) => type === 'RecordRetired' || type === registers);
  return last?.type === 'RecordRetired' ? last.detail.occurredAt : undefined;
}

/** Each field as it was last stated: a statement that leaves a field out does not take it back, and null does. */
export function lastOfEach<Said extends object, Name extends keyof Said>(
  said: readonly Said[],
  names: readonly Name[],
) {
  const last: { [Each in Name]?: NonNullable<Said[Each]> | undefined } = {};
  for (const name of names) last[name] = lastSaid(said, (one) => one[name]) ?? undefined;
  return last;
}

/** The most names, and moments, that a state holds: the newest. */
const MAX_NAMES = 100;

export const earlierNames = lazy(() => z.array(z.object({ name: z.string(), until: z.string() })));

export const nameSpans = lazy(() =>
  z.array(
    z.object({
      name: z.string(),
      from: z.string().optional(),
      until: z.string().optional(),
      anySpelling: z.boolean().optional(),
    }),
  ),
);

/** Every other name it has had, but for the one it goes by now. */
export const formerNamesOf = (own: string, { name, spans }: Names): string[] =>
  distinct(spans.map((span) => span.name).filter((each) => each !== own && each !== name)).slice(-MAX_NAMES);

/** What it goes by now where that is another name than its own, and what the name meant before. */
export const renamed = (own: string, { name, earlier }: Names) => ({
  renamedTo: name === own ? undefined : name,
  earlier: earlier.slice(-MAX_NAMES),
});

/** Every name that ever meant it, with the moments. */
export const spansOf = ({ spans }: Names) => spans.slice(-MAX_NAMES);

/**
 * Until when people asked not to be reminded of an entity, as of a moment; `undefined` when it is not snoozed. The last
 * word holds, so one with a moment in the past ends it.
 * @param facts the entity's ledger, in order
 * @param at UTC instant, inclusive
 * @returns UTC instant, exclusive
 */
export function snoozedUntil(facts: readonly Fact[], at: string): string | undefined {
  const last = ofType(facts, 'EntitySnoozed').findLast(({ detail }) => detail.occurredAt <= at);
  return last === undefined || last.detail.until <= at ? undefined : last.detail.until;
}
