/**
 * Deliveries about a repository, in the dialects of GitHub and GitLab: which one it is, who acted, and what its events have in
 * common. Numbers and names are unique at one host only, so the host is part of all of them.
 */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import { webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';
import { account, eventId, maybe, numericId, repositoryPath } from './fields.ts';
import { hostOf, placeOf, type Software } from './hosts.ts';
import type { ParseResult } from './source.ts';

const address = lazy(() => maybe(webAddress()));

export const githubEvent = lazy(() =>
  z.object({
    action: maybe(z.string()),
    repository: z.object({
      id: numericId(),
      full_name: repositoryPath(),
      html_url: address(),
      clone_url: address(),
      url: address().describe('at the API'),
    }),
    sender: maybe(z.object({ login: maybe(account()), type: maybe(z.string()) })),
  }),
);

/**
 * @param software that speaks GitHub's dialect at another host than github.com
 * @param within the address of something in the repository, where its own is missing
 */
export function githubSaid(
  { action, repository, sender }: Output<typeof githubEvent>,
  software: Exclude<Software, 'gitlab'>,
  within?: string,
) {
  const { id, full_name: path, html_url, clone_url, url } = repository;
  const own = html_url ?? clone_url?.replace(/\.git$/, '');
  const host = hostOf(own ?? within ?? (url && withoutApi(url)), path, GITHUB_COM);
  const place = placeOf('github', host, software);
  return {
    ...place,
    id,
    path,
    address: html_url,
    actor: sender?.login === undefined ? undefined : `${place.names}${sender.login}`,
    isBot: sender?.type === 'Bot',
    action,
    isForgejo: host !== undefined && software !== 'github',
  };
}
export type GithubEvent = ReturnType<typeof githubSaid>;

/** The address of a repository at the API, as it would be on pages: `https://ghe.example/api/v3/repos/acme/app`. */
const withoutApi = (url: string) =>
  url
    .replace(/\/api\/v\d+\/repos\//, '/')
    .replace(/^https:\/\/api\.github\.com\/repos\//, 'https://github.com/');

const [GITHUB_COM, GITLAB_COM] = ['github.com', 'gitlab.com'];

export const gitlabEvent = lazy(() =>
  z
    .object({
      project: z.object({ id: numericId(), path_with_namespace: repositoryPath(), web_url: address() }),
      user: maybe(z.object({ username: maybe(account()) })),
      user_username: maybe(account()).describe('of pushes, which have no user'),
    })
    .transform(({ project: { id, path_with_namespace: path, web_url }, user, user_username }) => {
      const place = placeOf('gitlab', hostOf(web_url, path, GITLAB_COM), 'gitlab');
      const name = user?.username ?? user_username;
      return { ...place, id, path, actor: name === undefined ? undefined : `${place.names}${name}` };
    }),
);
export type GitlabEvent = Output<typeof gitlabEvent>;

type RepositoryEvent = GithubEvent | GitlabEvent;

/** What something that happens only once is known by: the repository's id, which a new name does not change. */
export const happenedOnce = ({ host, id, actor }: RepositoryEvent, parts: readonly string[], at: string) => ({
  id: eventId([...host, id, ...parts]),
  at,
  actor,
});

/** The same for what can happen again: the moment is part of its id. */
export const happened = ({ host, id, actor }: RepositoryEvent, parts: readonly string[], at: string) => ({
  id: eventId([...host, id, ...parts], at),
  at,
  actor,
});

/** A milestone's content is part of the id: two edits can share a second, which is as exact as the hosts are. */
export const milestoneParts = (id: string, how: 'set' | 'unset', title: string, dueAt: string | null) => [
  'milestone',
  id,
  how,
  digestOf(canonicalJson([title, dueAt])).slice(0, 12),
];

/** What stays the same when a repository gets another name. */
export const originIdOf = ({ host, id }: Pick<RepositoryEvent, 'host' | 'id'>): string =>
  `${host.join(':')}#${id}`;

export const normalized = (
  event: string,
  said: RepositoryEvent,
  ...events: readonly NormalizedEvent[]
): ParseResult => ({
  kind: 'events',
  event,
  origin: `${said.names}${said.path}`,
  originId: originIdOf(said),
  events,
});
