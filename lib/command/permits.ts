/** Who may state what about projects, by the catalog that a command reads. */
import { readRecords, readRubric } from '../../functions/catalog/model/import/wire.ts';
import { type Permits, permitsOf } from '../../functions/catalog/model/permissions.ts';
import type { TargetReads } from './target.ts';

export async function permitsIn({ page }: Pick<TargetReads, 'page'>): Promise<Permits> {
  const [projects, teams, rubric] = await Promise.all([
    readRecords(page, 'projects'),
    readRecords(page, 'teams'),
    readRubric(page),
  ]);
  const recordsOf = <Record>(known: ReadonlyMap<string, { readonly record: Record }>) =>
    new Map([...known].map(([id, { record }]) => [id, record]));
  const owned = new Map([...projects].map(([id, { record }]) => [id, { team: record.team ?? undefined }]));
  return permitsOf(owned, recordsOf(teams), rubric?.record.approvals);
}
