/** Digests and what is due, as JSON for programs. */
import { period } from '../../../events/fields.ts';
import { type HttpEvent, json, RequestRefusedError, zoneAsked } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import { type DueAnswer, digestJson, publicDigest } from '../model/excerpts.ts';
import type { Digest } from '../model/model.ts';

export interface DigestReads {
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

/** @param isInternal whether the caller may see what is internal */
export const digestAsJson =
  ({ digest }: DigestReads, isInternal: boolean) =>
  async ({ pathParameters }: HttpEvent) => {
    const audience = idOf(pathParameters?.audience);
    const { data } = period().safeParse(pathParameters?.period);
    const found = audience === undefined || data === undefined ? undefined : await digest(audience, data);
    if (found === undefined) throw digestUnknown();
    return { ...json({}), body: digestJson(isInternal ? found : publicDigest(found)) };
  };

/** For internal users, who hold the token: with the names of people. */
export const dueAsJson =
  ({ due }: DigestReads) =>
  async (event: HttpEvent) => {
    const asked = event.queryStringParameters?.team;
    const team = asked ? idOf(asked) : undefined;
    if (asked && team === undefined) throw teamUnknown();
    const found = await due(team, zoneAsked(event));
    if (found === undefined) throw teamUnknown();
    return json(found);
  };
