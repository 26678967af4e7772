/** The teams and orgs that the catalog knows, for commands that are about one of them. */
import { didYouMean } from '../../../events/nearest.ts';
import { readRubric, readTeams } from '../../../functions/catalog/model/import/wire.ts';
import { InputError } from '../input-error.ts';
import type { TargetReads } from '../target.ts';

export interface AudienceOptions {
  readonly team?: string | undefined;
  readonly org?: string | undefined;
}

/** A team or an org that nobody knows, with the one that was probably meant. */
export class AudienceUnknownError extends InputError {
  override readonly name = 'AudienceUnknownError';

  constructor(kind: 'team' | 'org', name: string, names: readonly string[]) {
    const article = kind === 'team' ? 'a team' : 'an org';
    super(`Nothing is known of ${article} ${name}${didYouMean(name, names)}`);
  }
}

export interface AudienceFacts {
  /** IANA zone whose months it lives in; UTC where nobody says. */
  readonly zone: string;
  /** Why it is not there; undefined where it is. */
  readonly unknown?: AudienceUnknownError;
}

/** What the catalog says of a team, of an org, or, where neither is named, of all. */
export async function audienceFacts(
  { page }: Pick<TargetReads, 'page'>,
  { team, org }: AudienceOptions,
): Promise<AudienceFacts> {
  const teams = [...(await readTeams(page))];
  if (team !== undefined) {
    const found = teams.find(([id]) => id === team)?.[1];
    const zone = found?.record.timeZone ?? 'UTC';
    const names = teams.flatMap(([id, { isGone }]) => (isGone ? [] : [id]));
    return { zone, ...(found === undefined && { unknown: new AudienceUnknownError('team', team, names) }) };
  }
  const zone = (await readRubric(page))?.record.timeZone ?? 'UTC';
  const orgs = [...new Set(teams.flatMap(([, { record }]) => record.org ?? []))];
  const isKnown = org === undefined || orgs.includes(org);
  return { zone, ...(!isKnown && { unknown: new AudienceUnknownError('org', org, orgs) }) };
}
