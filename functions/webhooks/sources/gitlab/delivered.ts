/** What all of GitLab's events about a project have in common. */
import * as z from 'zod';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { NormalizedEvent } from '../../model/normalized-event.ts';
import { occurrenceId } from '../reading/event-id.ts';
import { account, numericId, repositoryPath } from '../reading/names.ts';
import type { Delivery, ParseResult } from '../source.ts';

export const delivered = lazy(() =>
  z.object({
    project: z.object({ id: numericId(), path_with_namespace: repositoryPath() }),
    user: z.object({ username: account() }).optional(),
    user_username: account().optional().describe('of pushes, which have no user'),
  }),
);
export type DeliveryRecord = Output<typeof delivered>;

export type Reader = (
  event: string,
  said: DeliveryRecord,
  payload: unknown,
  delivery: Delivery,
) => ParseResult;

/** The project's id and not its path is in it: it stays the same when the project is renamed or moved. */
export const idAt = ({ project }: DeliveryRecord, parts: readonly string[], at?: string): string =>
  occurrenceId(['gitlab', project.id, ...parts], at);

export function actorOf({ user, user_username }: DeliveryRecord): string | undefined {
  const name = user?.username ?? user_username;
  return name === undefined ? undefined : `gitlab:${name}`;
}

export const occurred = (
  event: string,
  { project }: DeliveryRecord,
  occurrence: NormalizedEvent,
): ParseResult => ({
  kind: 'occurrences',
  event,
  place: `gitlab:${project.path_with_namespace}`,
  placeId: `gitlab#${project.id}`,
  occurrences: [occurrence],
});
