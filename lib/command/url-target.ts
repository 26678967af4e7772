/** A running Shipshape, reached over its private API. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Lazy, lazy, type Output } from '../../events/lazy.ts';
import { changesAnswer } from '../../functions/catalog/model/change.ts';
import { assembleKnown, catalogPage } from '../../functions/catalog/model/import/wire.ts';
import { referenceAnswer } from '../../functions/catalog/model/reference/features.ts';
import { unknownName } from '../../functions/catalog/model/unknown-names.ts';
import { dueAnswer } from '../../functions/digests/model/excerpts.ts';
import { digest as digestShape } from '../../functions/digests/model/model.ts';
import { gradeReport, matrixPage } from '../../functions/grades/model/report.ts';
import { rubricReference } from '../../functions/grades/model/rubric-reference.ts';
import { batches } from '../../functions/kernel/bus/bus.ts';
import { API_TOKEN } from '../../functions/kernel/environment.ts';
import {
  changeDataAddress,
  digestDataAddress,
  gradeDataAddress,
  releaseDataAddress,
  reviewDataAddress,
} from '../../functions/kernel/model/addresses.ts';
import { compare } from '../../functions/kernel/model/facts.ts';
import { inParallel } from '../../functions/kernel/parallel.ts';
import { messagesAnswer } from '../../functions/notifications/store/outbox.ts';
import { reviewReport, reviewsAnswer } from '../../functions/reviews/model/report.ts';
import { dataAddress } from '../../functions/site/resource/addresses.ts';
import { fromAnswer } from '../../functions/site/resource/answer.ts';
import { comingOn, releaseOutlook } from '../../functions/verdicts/model/outlook.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { CommandMisusedError, TargetUnavailableError } from './input-error.ts';
import { type OutgoingFact, type Target, type TargetReads, within } from './target.ts';

/** The most that one request holds, well below the limit of the API. */
const MAX = { items: 500, bytes: 900_000 } as const;

/** @param now UTC instant @throws {InputError} when the address cannot be used, or there is no token */
export async function urlTarget(
  url: string,
  tokenFile: string | undefined,
  environment: NodeJS.ProcessEnv,
  now: string,
): Promise<Target> {
  const api = await apiOf(url, tokenFile, environment);
  const reads = remoteReads(api, now);
  return {
    readKnown: () => known(reads, url),
    publish: async (facts, progress) => {
      let taken = 0;
      for (const batch of batches(facts.map(asText), MAX, Buffer.byteLength)) {
        await api.post('/api/v1/facts', `{"facts":[${batch.join(',')}]}`);
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

/** @throws {InputError} when the address cannot be used, or there is no token */
export const apiOf = async (
  url: string,
  tokenFile: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<ApiClient> => apiClient(url, await tokenOf(tokenFile, environment));

async function tokenOf(file: string | undefined, environment: NodeJS.ProcessEnv): Promise<string> {
  if (file !== undefined) return tokenIn(file);
  const token = environment[API_TOKEN]?.trim();
  if (token) return token;
  throw new CommandMisusedError(
    `--url needs the token of that Shipshape: --token-file FILE, or the environment variable ${API_TOKEN}. At its start it printed where the token is.`,
  );
}

async function tokenIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandMisusedError(`${file}: the token cannot be read: ${error.message}`, { cause: error });
  });
  if (text.trim()) return text.trim();
  throw new CommandMisusedError(`${file}: this file is empty, it should hold the token.`);
}

const known = ({ page }: TargetReads, url: string) =>
  assembleKnown(page, true).catch((cause: unknown) => {
    if (!(cause instanceof z.ZodError)) throw cause;
    const message = `${url}: this version of the command cannot read its catalog.`;
    throw new TargetUnavailableError(message, { cause });
  });

/** A fact as the API accepts it, as JSON text. */
const asText = ({ type, body }: OutgoingFact) => `{"detail-type":${JSON.stringify(type)},"detail":${body}}`;

function remoteReads({ get }: ApiClient, now: string): TargetReads {
  const ask = async <Answer>(shape: Lazy<z.ZodType<Answer>>, path: string): Promise<Answer> =>
    understood(shape, await get(path));
  const find = async <Answer>(shape: Lazy<z.ZodType<Answer>>, path: string, absent: string) => {
    const answer = await get(path, absent);
    return answer === undefined ? undefined : understood(shape, answer);
  };
  return {
    page: async (section, after) =>
      fromAnswer(catalogPage(), await get(`/api/v1/catalog/${section}${query({ after })}`)),
    changes: async (id) => (await ask(changesAnswer, changeDataAddress(id))).changes,
    grade: (feature, { asOf, since }) =>
      find(gradeReport, `${gradeDataAddress(feature)}${query({ 'as-of': asOf, since })}`, 'FEATURE_UNKNOWN'),
    matrix: ({ team, asOf, after }) =>
      ask(matrixPage, `/api/v1/grades${query({ team, 'as-of': asOf, after })}`),
    reviews: () => ask(reviewsAnswer, '/api/reviews'),
    review: (id) => find(reviewReport, reviewDataAddress(id), 'REVIEW_UNKNOWN'),
    digest: async (audience, period) => {
      const digest = await find(digestShape, digestDataAddress(audience, period), 'DIGEST_UNKNOWN');
      return digest && { digest, isMade: true };
    },
    outlook: (release, zone) =>
      find(lookedAt, `${releaseDataAddress(release)}${query({ zone })}`, 'RELEASE_UNKNOWN'),
    releases: async () => (await trainsOf(ask)).flatMap(({ releases }) => releases),
    coming: async (zone) => {
      const trains = await trainsOf(ask);
      const coming = trains.flatMap(({ releases }) => comingOn({ planned: plannedIn(releases) }, now));
      const found = await inParallel(coming, ({ release }) =>
        ask(lookedAt, `${releaseDataAddress(release)}${query({ zone })}`),
      );
      return found.flatMap(({ outlook }) => outlook ?? []);
    },
    reference: (after) => ask(referenceAnswer, `${dataAddress('/internal/supported')}${query({ after })}`),
    rubricReference: () => ask(rubricReference, dataAddress('/reference/rubric')),
    unknownNames: async () => (await ask(unknownNames, dataAddress('/internal/unknown-names'))).names,
    failedMessages: async () => (await ask(messagesAnswer, dataAddress('/internal/messages'))).messages,
    due: (team, zone) => find(dueAnswer, `/api/due${query({ team, zone })}`, 'TEAM_UNKNOWN'),
  };
}

/** What the command reads of a release. */
const lookedAt = lazy(() =>
  z.object({
    release: z.string(),
    state: z.enum(['scheduled', 'cut', 'published', 'cancelled']),
    counts: z.boolean(),
    outlook: releaseOutlook().optional(),
  }),
);

const unknownNames = lazy(() => z.object({ names: z.array(unknownName()) }));

const trainsListed = lazy(() =>
  z.object({
    trains: z.array(
      z.object({
        releases: z.array(
          lookedAt()
            .omit({ outlook: true })
            .extend({ cutAt: z.string().optional(), version: z.string().optional() }),
        ),
      }),
    ),
    next: z.string().optional(),
  }),
);

/** All trains, page by page. */
async function trainsOf(
  ask: (shape: typeof trainsListed, path: string) => Promise<Output<typeof trainsListed>>,
): Promise<Output<typeof trainsListed>['trains']> {
  const found: Output<typeof trainsListed>['trains'] = [];
  for (let after: string | undefined; ; ) {
    const { trains, next } = await ask(trainsListed, `/api/v1/releases${query({ after })}`);
    found.push(...trains);
    if (next === undefined) return found;
    after = next;
  }
}

/** The releases with a planned cut, by date. */
const plannedIn = (releases: Output<typeof trainsListed>['trains'][number]['releases']) =>
  releases
    .flatMap(({ release, state, counts, cutAt: until }) =>
      state === 'scheduled' && counts && until !== undefined ? [{ release, until }] : [],
    )
    .toSorted((a, b) => compare(a.until, b.until));

/** @throws {TargetUnavailableError} */
function understood<Answer>(shape: Lazy<z.ZodType<Answer>>, answer: unknown): Answer {
  const { data, error } = shape.safeParse(fromAnswer(shape(), answer));
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
