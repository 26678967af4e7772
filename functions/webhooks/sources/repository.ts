/** Deliveries of GitHub and GitLab about a repository: which one it is, who acted, and what its events have in common. */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import { webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';
import { account, eventId, numericId, repositoryPath } from './fields.ts';
import type { ParseResult } from './source.ts';

export const githubEvent = lazy(() =>
  z
    .object({
      action: z.string().optional(),
      repository: z.object({
        id: numericId(),
        full_name: repositoryPath(),
        html_url: webAddress().optional(),
      }),
      sender: z.object({ login: account(), type: z.string().optional() }).optional(),
    })
    .transform(({ action, repository, sender }) => ({
      host: 'github',
      id: repository.id,
      path: repository.full_name,
      address: repository.html_url,
      actor: sender === undefined ? undefined : `github:${sender.login}`,
      isBot: sender?.type === 'Bot',
      action,
    })),
);
export type GithubEvent = Output<typeof githubEvent>;

export const gitlabEvent = lazy(() =>
  z
    .object({
      project: z.object({ id: numericId(), path_with_namespace: repositoryPath() }),
      user: z.object({ username: account() }).optional(),
      user_username: account().optional().describe('of pushes, which have no user'),
    })
    .transform(({ project, user, user_username }) => {
      const name = user?.username ?? user_username;
      const actor = name === undefined ? undefined : `gitlab:${name}`;
      return { host: 'gitlab', id: project.id, path: project.path_with_namespace, actor };
    }),
);
export type GitlabEvent = Output<typeof gitlabEvent>;

type RepositoryEvent = GithubEvent | GitlabEvent;

/** What something that happens only once is known by: the repository's id, which a new name does not change. */
export const happenedOnce = ({ host, id, actor }: RepositoryEvent, parts: readonly string[], at: string) => ({
  id: eventId([host, id, ...parts]),
  at,
  actor,
});

/** The same for what can happen again: the moment is part of its id. */
export const happened = ({ host, id, actor }: RepositoryEvent, parts: readonly string[], at: string) => ({
  id: eventId([host, id, ...parts], at),
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

export const normalized = (
  event: string,
  { host, id, path }: RepositoryEvent,
  ...events: readonly NormalizedEvent[]
): ParseResult => ({ kind: 'events', event, origin: `${host}:${path}`, originId: `${host}#${id}`, events });
