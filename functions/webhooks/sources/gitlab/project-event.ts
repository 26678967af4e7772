/** What all of GitLab's events about a project have in common. */
import * as z from 'zod';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { NormalizedEvent } from '../../model/normalized-event.ts';
import { account, eventId, numericId, repositoryPath } from '../fields.ts';
import type { Delivery, ParseResult } from '../source.ts';

export const projectEvent = lazy(() =>
  z.object({
    project: z.object({ id: numericId(), path_with_namespace: repositoryPath() }),
    user: z.object({ username: account() }).optional(),
    user_username: account().optional().describe('of pushes, which have no user'),
  }),
);
export type ProjectEvent = Output<typeof projectEvent>;

export type Reader = (event: string, said: ProjectEvent, payload: unknown, delivery: Delivery) => ParseResult;

/** The project's id and not its path is in it: it stays the same when the project is renamed or moved. */
export const idAt = ({ project }: ProjectEvent, parts: readonly string[], at?: string): string =>
  eventId(['gitlab', project.id, ...parts], at);

export function actorOf({ user, user_username }: ProjectEvent): string | undefined {
  const name = user?.username ?? user_username;
  return name === undefined ? undefined : `gitlab:${name}`;
}

export const normalized = (event: string, { project }: ProjectEvent, one: NormalizedEvent): ParseResult => ({
  kind: 'events',
  event,
  origin: `gitlab:${project.path_with_namespace}`,
  originId: `gitlab#${project.id}`,
  events: [one],
});
