/** A pipeline with its digests: facts are told, months go by, and digests are read as they were made. */

import type { Digest } from '../../functions/digests/model/model.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import { periodOf } from '../../functions/kernel/model/period.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { type Digests, digestsOn } from '../support/digests.ts';
import { fact } from '../support/facts.ts';
import { type Pipeline, pipelineOn } from '../support/pipeline.ts';

const HOUR = 3_600_000;

export interface World extends Pick<Pipeline, 'tell'> {
  readonly digests: Digests;
  /** Seven hours after the end of a period, UTC, the hourly schedule fires. */
  endOf(period: string): Promise<void>;
  /** The digest of a team, of the team Search without one. */
  of(period: string, audience?: string): Promise<Digest>;
}

export function worldOn(table: Store): World {
  const { tell } = pipelineOn(table);
  const digests = digestsOn(table);
  return {
    tell,
    digests,
    async endOf(name) {
      const end = Date.parse(periodOf(name, 'UTC')?.until ?? '');
      await digests.fire({ schedule: 'monthly' }, new Date(end + 7 * HOUR).toISOString());
    },
    async of(period, audience = 'team:search') {
      const found = await readDigest(table, audience, period);
      if (found === undefined) throw new Error(`${audience} has no digest for ${period}`);
      return found;
    },
  };
}

export const team = (name: string, more: object = {}, day = '2023-12-01') =>
  fact('TeamRegistered', day, { team: name, title: `Team ${name}`, ...more });

export const rubric = (more: object = {}, day = '2023-12-01') =>
  fact('RubricPublished', day, {
    rubricVersion: day,
    categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Has docs.' }],
    ...more,
  });

export const verified = (entity: string, day: string) => fact('RecordVerified', day, { entity });
