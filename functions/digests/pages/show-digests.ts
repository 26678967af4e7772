/** Digests and what is due: as pages for everyone, and as JSON for programs. */
import { period } from '../../../events/fields.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { type HttpEvent, json, page, RequestRefusedError, zoneAsked } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import { document } from '../../site/look/document.tsx';
import { type DueAnswer, digestJson, dueOf, publicDigest } from '../model/excerpts.ts';
import type { Digest } from '../model/model.ts';
import type { AudienceReport, DigestsReport } from '../store/digests-report.ts';
import { DigestPage, DuePage, TeamDuePage } from './digest-page.tsx';
import { AudiencePage, DigestsPage } from './digests-page.tsx';

export interface DigestReads {
  digests(): Promise<DigestsReport>;
  /** The digests of `all`, `org:cloud` or `team:search`. */
  audience(id: string): Promise<AudienceReport>;
  /** A digest as it was made. */
  digest(audience: string, period: string): Promise<Digest | undefined>;
  /** What is due for a team, or for all of them; `undefined` for one that is not there. */
  due(team: string | undefined, zone: string | undefined): Promise<DueAnswer | undefined>;
}

const digestUnknown = () =>
  new RequestRefusedError(
    404,
    'DIGEST_UNKNOWN',
    'No digest was made of this period for this audience: all, org:… or team:….',
  );
const teamUnknown = () => new RequestRefusedError(404, 'TEAM_UNKNOWN', 'No team of this name is known here.');

async function wanted({ digest }: DigestReads, { pathParameters }: HttpEvent): Promise<Digest> {
  const audience = idOf(pathParameters?.audience);
  const { data } = period.safeParse(pathParameters?.period);
  const found = audience === undefined || data === undefined ? undefined : await digest(audience, data);
  if (found === undefined) throw digestUnknown();
  return found;
}

function teamAsked({ queryStringParameters }: HttpEvent): string | undefined {
  const asked = queryStringParameters?.team;
  if (!asked) return undefined;
  const team = idOf(asked);
  if (team === undefined) throw teamUnknown();
  return team;
}

async function dueFor(
  { due }: DigestReads,
  team: string | undefined,
  zone: string | undefined,
): Promise<DueAnswer> {
  const found = await due(team, zone);
  if (found === undefined) throw teamUnknown();
  return found;
}

const teamsOf = ({ others }: DigestsReport) =>
  others.flatMap(({ audience, title }) => {
    const team = teamIn(audience);
    return team === undefined ? [] : [{ team, title }];
  });

/** For everyone. @param isInternal whether the caller may see what is internal */
export const publicAnswers = (reads: DigestReads, isInternal: boolean) => {
  const shown = (digest: Digest) => (isInternal ? digest : publicDigest(digest));
  return {
    digests: async () => page(document(DigestsPage(await reads.digests()))),
    audience: async ({ pathParameters }: HttpEvent) => {
      const audience = idOf(pathParameters?.audience);
      if (audience === undefined) throw digestUnknown();
      return page(document(AudiencePage({ report: await reads.audience(audience) })));
    },
    digest: async (event: HttpEvent) =>
      page(document(DigestPage({ digest: shown(await wanted(reads, event)) }))),
    digestAsJson: async (event: HttpEvent) => ({
      ...json({}),
      body: digestJson(shown(await wanted(reads, event))),
    }),
    due: async (event: HttpEvent) => {
      const team = teamAsked(event);
      if (team === undefined) return page(document(DuePage({ teams: teamsOf(await reads.digests()) })));
      const zone = zoneAsked(event);
      const { digest } = await dueFor(reads, team, zone);
      return page(document(TeamDuePage({ digest: dueOf(shown(digest), zone) })));
    },
  };
};

/** For internal users, who hold the token: with the names of people. */
export const internalAnswers = (reads: DigestReads) => ({
  due: async (event: HttpEvent) => json(await dueFor(reads, teamAsked(event), zoneAsked(event))),
});
