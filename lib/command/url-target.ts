/** A running Shipshape, reached over its private API. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Lazy } from '../../events/lazy.ts';
import { assembleKnown } from '../../functions/catalog/model/import/wire.ts';
import { dueAnswer } from '../../functions/digests/model/excerpts.ts';
import { digest as digestShape } from '../../functions/digests/model/model.ts';
import { gradeReport, matrixPage } from '../../functions/grades/model/report.ts';
import { batches } from '../../functions/kernel/bus/bus.ts';
import { API_TOKEN } from '../../functions/kernel/environment.ts';
import {
  digestDataAddress,
  gradeDataAddress,
  reviewDataAddress,
} from '../../functions/kernel/model/addresses.ts';
import { reviewReport, reviewsAnswer } from '../../functions/reviews/model/report.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { CommandMisusedError, TargetUnavailableError } from './input-error.ts';
import { type OutgoingFact, type Target, type TargetReads, within } from './target.ts';

/** The most that one request holds, well below the limit of the API. */
const MAX = { items: 500, bytes: 900_000 } as const;

/** @throws {InputError} when the address cannot be used, or there is no token */
export async function urlTarget(
  url: string,
  tokenFile: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  const api = apiClient(url, await tokenOf(tokenFile, environment));
  const reads = remoteReads(api);
  return {
    readKnown: () => known(reads, url),
    publish: async (facts, progress) => {
      let taken = 0;
      for (const batch of batches(facts.map(asText), MAX, Buffer.byteLength)) {
        await api.post('/api/facts', `{"facts":[${batch.join(',')}]}`);
        taken += batch.length;
        progress(taken);
      }
    },
    settled: async (isRecorded) =>
      isRecorded !== undefined && within(async () => isRecorded(await known(reads, url))),
    reads,
    close: async () => {},
  };
}

async function tokenOf(file: string | undefined, environment: NodeJS.ProcessEnv): Promise<string> {
  if (file !== undefined) return fromFile(file);
  const token = environment[API_TOKEN]?.trim();
  if (token) return token;
  throw new CommandMisusedError(
    `--url needs the token of that Shipshape: --token-file FILE, or the environment variable ${API_TOKEN}. At its start it printed where the token is.`,
  );
}

async function fromFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandMisusedError(`${file}: the token cannot be read: ${error.message}`, { cause: error });
  });
  if (text.trim() === '')
    throw new CommandMisusedError(`${file}: this file is empty, it should hold the token.`);
  return text.trim();
}

const known = ({ page }: TargetReads, url: string) =>
  assembleKnown(page).catch((error: unknown) => {
    if (!(error instanceof z.ZodError)) throw error;
    throw new TargetUnavailableError(`${url}: this version of the command cannot read its catalog.`, {
      cause: error,
    });
  });

/** A fact as the API accepts it, as JSON text. */
const asText = ({ type, body }: OutgoingFact) => `{"detail-type":${JSON.stringify(type)},"detail":${body}}`;

/** Reads of a running Shipshape. */
function remoteReads({ get }: ApiClient): TargetReads {
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
    'This version of the command cannot read its answer: use the version that runs there.',
    { cause: error },
  );
}

function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
