/** Who may state what, by the catalog that a command reads. */

import type { Known } from '../../functions/catalog/model/import/known.ts';
import {
  type AskedReview,
  type Permits,
  permitsOf,
  type Registry,
} from '../../functions/catalog/model/permits.ts';

type Approving = Pick<Known, 'projects' | 'teams' | 'rubric'> &
  Partial<Pick<Known, 'exemptions' | 'features' | 'channels'>>;

/** By what is known already; without the exemptions, by what people are alone. @param reviews those that may be asked about */
export const permitsFor = (known: Approving, reviews?: ReadonlyMap<string, AskedReview>): Permits =>
  permitsOf({ ...registryOf(known), ...(reviews === undefined ? {} : { reviews }) });

/** The records that decide. */
export const registryOf = ({
  projects,
  teams,
  rubric,
  exemptions,
  features,
  channels,
}: Approving): Registry => ({
  projects: new Map(
    [...projects].map(([id, { record }]) => [id, { team: record.team, exemptions: exemptions?.get(id) }]),
  ),
  teams: recordsOf(teams),
  features: recordsOf(features ?? new Map()),
  channels: recordsOf(channels ?? new Map()),
  approvals: rubric?.record.approvals,
  categories: [...(rubric?.record.categories.values() ?? [])],
});

const recordsOf = <Record>(
  known: ReadonlyMap<string, { readonly record: Record }>,
): ReadonlyMap<string, Record> => new Map([...known].map(([id, { record }]) => [id, record]));
