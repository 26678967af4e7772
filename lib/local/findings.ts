/** What the ledger says of the newest judged release of each train, in a line each, as the JSON API tells it. */
import * as z from 'zod';
import type { ProjectReport, ReleaseLine } from '../../functions/verdicts/model/report.ts';
import { verdictWord } from '../../functions/verdicts/model/verdict.ts';
import type { Host } from './running-host.ts';

const releaseLine = z.object({
  release: z.string(),
  train: z.string(),
  version: z.string().optional(),
  counts: z.boolean(),
  state: z.enum(['scheduled', 'cut', 'published', 'cancelled']),
}) satisfies z.ZodType<Partial<ReleaseLine>>;
const trains = z.object({ trains: z.array(z.object({ releases: z.array(releaseLine) })) });
const project = z.object({
  project: z.string(),
  verdict: verdictWord(),
  streak: z.number(),
}) satisfies z.ZodType<Partial<ProjectReport>>;
const report = z.object({ projects: z.array(project) });

type Line = z.output<typeof releaseLine>;
type Project = z.output<typeof project>;

class AnswerUnexpectedError extends Error {
  override readonly name = 'AnswerUnexpectedError';
}

const MOST_TRAINS = 5;
const MOST_NAMES = 6;

/** @throws {AnswerUnexpectedError} when the API does not answer 200 */
export async function findings(host: Pick<Host, 'request'>): Promise<string[]> {
  const all = trains.parse(await get(host, '/api/releases')).trains;
  const newest = all.flatMap(({ releases }) => releases.find(isJudged) ?? []).slice(0, MOST_TRAINS);
  return Promise.all(
    newest.map(async (line) => {
      const { projects } = report.parse(await get(host, `/api/releases/${encodeURIComponent(line.release)}`));
      return sentence(line, projects);
    }),
  );
}

const isJudged = ({ counts, state }: Line): boolean => counts && (state === 'cut' || state === 'published');

async function get(host: Pick<Host, 'request'>, path: string): Promise<unknown> {
  const { status, body } = await host.request('GET', path);
  if (status !== 200) throw new AnswerUnexpectedError(`GET ${path} answers ${status}: ${body}`);
  return JSON.parse(body);
}

function sentence({ train, version, release }: Line, projects: readonly Project[]): string {
  const shipped = projects.filter(({ verdict }) => verdict === 'shipped-on' || verdict === 'shipped-off');
  const silent = projects
    .filter(({ verdict }) => verdict === 'shipped-nothing')
    .toSorted((a, b) => b.streak - a.streak);
  const name =
    version === undefined ? release : `${train.charAt(0).toUpperCase()}${train.slice(1)} ${version}`;
  const score = `${name}: ${shipped.length} of ${shipped.length + silent.length} projects shipped`;
  if (silent.length === 0) return `${score}.`;
  const names = silent
    .slice(0, MOST_NAMES)
    .map(({ project, streak }) => (streak > 1 ? `${project} (${streak} in a row)` : project));
  const more = silent.length > MOST_NAMES ? ` and ${silent.length - MOST_NAMES} more` : '';
  return `${score}; nothing from ${names.join(', ')}${more}.`;
}
