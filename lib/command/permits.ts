/** Who may state what about projects, by the catalog that a command reads. */

import type { Known } from '../../functions/catalog/model/import/known.ts';
import { readRecords, readRubric } from '../../functions/catalog/model/import/wire.ts';
import { type Permits, permitsOf } from '../../functions/catalog/model/permissions.ts';
import type { TargetReads } from './target.ts';

export async function permitsIn({ page }: Pick<TargetReads, 'page'>): Promise<Permits> {
  const [projects, teams, rubric] = await Promise.all([
    readRecords(page, 'projects'),
    readRecords(page, 'teams'),
    readRubric(page),
  ]);
  return permitsFor({ projects, teams, rubric });
}

type Approving = Pick<Known, 'projects' | 'teams' | 'rubric'> & Partial<Pick<Known, 'exemptions'>>;

/** By what is known already; without the exemptions, by what people are alone. */
export const permitsFor = ({ projects, teams, rubric, exemptions }: Approving): Permits =>
  permitsOf(
    new Map(
      [...projects].map(([id, { record }]) => [id, { team: record.team, exemptions: exemptions?.get(id) }]),
    ),
    new Map([...teams].map(([id, { record }]) => [id, record])),
    rubric?.record.approvals,
  );
