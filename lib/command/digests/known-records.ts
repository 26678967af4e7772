/** Whether records that somebody names are in the catalog, and have the fields that are named. */
import * as z from 'zod';
import { nearest } from '../../../events/nearest.ts';
import {
  featureRecord,
  personRecord,
  projectRecord,
  teamRecord,
} from '../../../functions/catalog/model/import/records.ts';
import type { WireSection } from '../../../functions/catalog/model/import/wire.ts';
import type { GradeReads } from '../grades/reads.ts';
import type { RECORD_KINDS } from '../options.ts';

type Kind = (typeof RECORD_KINDS)[number];

const kinds: Readonly<Record<Kind, { section: WireSection; fields: readonly string[] }>> = {
  team: { section: 'teams', fields: Object.keys(teamRecord().shape) },
  feature: { section: 'features', fields: Object.keys(featureRecord().shape) },
  project: { section: 'projects', fields: Object.keys(projectRecord().shape) },
  person: { section: 'people', fields: Object.keys(personRecord().shape) },
};
const sections = new Map(Object.entries(kinds));

/** Of any section, no more than is asked here. */
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
  reads: Pick<GradeReads, 'page'>,
  records: readonly string[],
  fields: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const [kind, named] of Map.groupBy(records, (record) => record.slice(0, record.indexOf(':')))) {
    const known = sections.get(kind);
    if (known === undefined) continue;
    const ids = await idsOf(reads, known.section);
    found.push(...named.flatMap((record) => misfit(kind, record, ids) ?? []));
    found.push(...fields.flatMap((field) => fieldMisfit(kind, field, known.fields) ?? []));
  }
  return found;
}

/** By id, whether it is gone. */
async function idsOf(reads: Pick<GradeReads, 'page'>, section: WireSection): Promise<Map<string, boolean>> {
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
  const meant = nearest(field, fields);
  const hint = meant === undefined ? `it has ${fields.join(', ')}` : `did you mean ${meant}?`;
  return `A ${kind} has no field ${field}, ${hint}`;
}
