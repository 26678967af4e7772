/** The teams and orgs that the catalog knows, for commands that are about one of them. */
import { didYouMean } from '../../../events/nearest.ts';
import { readRubric, readTeams } from '../../../functions/catalog/model/import/wire.ts';
import { InputError } from '../input-error.ts';
import type { TargetReads } from '../target.ts';

export interface AudienceOptions {
  readonly team?: string | undefined;
  readonly org?: string | undefined;
}

/** What a command was asked about is not there. */
export class AbsentError extends InputError {
  override readonly name = 'AbsentError';
}

/** With the name that was probably meant. */
const unknown = (what: string, name: string, names: readonly string[]) => ({
  unknown: new AbsentError(`Nothing is known of ${what} ${name}${didYouMean(name, names, '.')}`),
});

export interface AudienceFacts {
  /** IANA zone of its periods. */
  readonly zone: string;
  /** Why it is not there; undefined where it is. */
  readonly unknown?: AbsentError;
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
    return { zone, ...(found === undefined && unknown('a team', team, names)) };
  }
  const zone = (await readRubric(page))?.record.timeZone ?? 'UTC';
  const orgs = [...new Set(teams.flatMap(([, { record }]) => record.org ?? []))];
  const isKnown = org === undefined || orgs.includes(org);
  return { zone, ...(!isKnown && unknown('an org', org, orgs)) };
}
