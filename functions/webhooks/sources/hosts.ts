/**
 * The host that something happened at. It is read from the address of the repository, which is signed with the rest of the
 * body, because headers are not. github.com and gitlab.com are left out of names; every other host is part of them.
 */

/** What runs at a host, as the names of its origins and accounts begin. */
export type Software = 'github' | 'gitlab' | 'forgejo' | 'gitea';

export interface Place {
  /**
   * The beginning of ids: the dialect, and the host where it is not the dialect's own. Which software runs there is no part
   * of it, because only a header tells Gitea from Forgejo: one occurrence stays one, whatever an unsigned header says.
   */
  readonly host: readonly string[];
  /** The beginning of the names of origins and accounts: `github:`, `forgejo:git.example/`. */
  readonly names: string;
}

/**
 * The host in the address of a repository, with the path where the software is below one; undefined for the standard host, and
 * where there is no address.
 * @param address of the repository, or of something in it
 * @param path `acme/app`, with which the address of the repository ends
 */
export function hostOf(address: string | undefined, path: string, standard: string): string | undefined {
  const url = URL.parse(address ?? '');
  if (url === null) return undefined;
  const host = url.host.replace(/\.(?=$|:)/, '');
  if (host === standard || host === `www.${standard}`) return undefined;
  const below = url.pathname.replace(/\/+$/, '');
  const [whole, own] = [below.toLowerCase(), `/${path.toLowerCase()}`];
  const at = whole.endsWith(own) ? whole.length - own.length : whole.indexOf(`${own}/`);
  return host + below.slice(0, Math.max(0, at));
}

export const placeOf = (
  dialect: 'github' | 'gitlab',
  host: string | undefined,
  software: Software = dialect,
): Place =>
  host === undefined
    ? { host: [dialect], names: `${dialect}:` }
    : { host: [dialect, host], names: `${software}:${host}/` };

/** Fields that only Forgejo and Gitea send, although they speak GitHub's dialect: in every body of theirs is one of them. */
const THEIRS: Readonly<Record<string, readonly string[]>> = {
  sender: ['last_login', 'login_name', 'username', 'followers_count'],
  pusher: ['login'],
  repository: ['empty', 'internal', 'stars_count', 'has_pull_requests', 'original_url'],
};
const THEIR_OWN = ['secret', 'sha', 'commit_id', 'compare_url', 'total_commits'];

const THINGS = ['pull_request', 'release', 'issue', 'milestone', 'comment'] as const;

/** The address of what an event in GitHub's dialect is about. */
export const addressWithin = (payload: Readonly<Record<string, unknown>>): string | undefined =>
  THINGS.map((name) => payload[name])
    .map((thing) =>
      typeof thing === 'object' && thing !== null && 'html_url' in thing ? thing.html_url : '',
    )
    .find((address): address is string => typeof address === 'string' && URL.canParse(address));

/** Forgejo and Gitea number pull requests below `/pulls/`, GitHub below `/pull/`. */
const THEIR_PULL = /\/pulls\/\d+$/;

/** Whether a body in GitHub's dialect is one of Forgejo or Gitea. */
export function isForgejo(payload: Readonly<Record<string, unknown>>): boolean {
  const has = (value: unknown, names: readonly string[]) =>
    typeof value === 'object' && value !== null && names.some((name) => Object.hasOwn(value, name));
  const pull = payload.pull_request;
  const address = typeof pull === 'object' && pull !== null && 'html_url' in pull ? pull.html_url : '';
  return (
    has(payload, THEIR_OWN) ||
    Object.entries(THEIRS).some(([part, names]) => has(payload[part], names)) ||
    (typeof address === 'string' && THEIR_PULL.test(address))
  );
}
