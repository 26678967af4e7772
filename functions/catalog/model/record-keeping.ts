/** How a record is kept up: who said it last, whether it is still kept, and what is known of each of its fields. */
import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { FROM_FILES } from './import/known.ts';

/** The last time a record was told of. */
export const registration = lazy(() =>
  z.object({
    at: z.string(),
    /** Whether an import of files told it. */
    isFromFiles: z.boolean(),
  }),
);
export type Registration = Output<typeof registration>;

/** What is known of one field. Verified is not changed: someone looked, and it was still correct. */
export const fieldKnowledge = lazy(() =>
  z.object({
    changedAt: z.string(),
    changedBy: z.string().optional(),
    verifiedAt: z.string().optional(),
    verifiedBy: z.string().optional(),
  }),
);
export type FieldKnowledge = Output<typeof fieldKnowledge>;

/** By field; one that nobody ever said anything of is absent. */
export const fieldsKnown = lazy(() => z.record(z.string(), fieldKnowledge()));

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

/** Whether an import of files told a fact. */
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

/** When a record was retired, unless it was registered again since. @param registers the facts that do */
export function retiredAt(facts: readonly Fact[], registers: Fact['type']): string | undefined {
  const last = facts.findLast(({ type }) => type === 'RecordRetired' || type === registers);
  return last?.type === 'RecordRetired' ? last.detail.occurredAt : undefined;
}
