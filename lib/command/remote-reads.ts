import type * as z from 'zod';
import type { Lazy } from '../../events/lazy.ts';
import { dueAnswer } from '../../functions/digests/model/due.ts';
import { digest as digestShape } from '../../functions/digests/model/model.ts';
import { gradeReport, matrixPage } from '../../functions/grades/model/report.ts';
import { digestDataAddress, gradeDataAddress, reviewDataAddress } from '../../functions/kernel/model/addresses.ts';
import { reviewReport, reviewsAnswer } from '../../functions/reviews/model/report.ts';
import type { ApiClient } from './api-client.ts';
import { TargetUnavailableError } from './input-error.ts';
import type { GradeReads } from './reads.ts';

/** Reads of a running Shipshape. */
export function remoteReads({ get }: ApiClient): GradeReads {
  return {
    page: (section, after) => get(`/api/catalog/${section}${query({ after })}`),
    grade: async (feature, { asOf, since }) => {
      const address = `${gradeDataAddress(feature)}${query({ 'as-of': asOf, since })}`;
      const answer = await get(address, 'FEATURE_UNKNOWN');
      return answer === undefined ? undefined : understood(gradeReport, answer);
    },
    matrix: async ({ team, asOf, after }) =>
      understood(matrixPage, await get(`/api/matrix${query({ team, 'as-of': asOf, after })}`)),
    reviews: async () => understood(reviewsAnswer, await get('/api/reviews')),
    review: async (id) => {
      const answer = await get(reviewDataAddress(id), 'REVIEW_UNKNOWN');
      return answer === undefined ? undefined : understood(reviewReport, answer);
    },
    digest: async (audience, period) => {
      const answer = await get(digestDataAddress(audience, period), 'DIGEST_UNKNOWN');
      return answer === undefined ? undefined : { digest: understood(digestShape, answer), isMade: true };
    },
    due: async (team) => {
      const answer = await get(`/api/due${query({ team })}`, 'TEAM_UNKNOWN');
      return answer === undefined ? undefined : understood(dueAnswer, answer);
    },
  };
}

/** @throws {TargetUnavailableError} */
function understood<Answer>(shape: Lazy<z.ZodType<Answer>>, answer: unknown): Answer {
  const { data, error } = shape.safeParse(answer);
  if (error === undefined) return data;
  throw new TargetUnavailableError(
    'What it answers is not such as this version of the command understands: use one of the same version.',
    { cause: error },
  );
}

function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
