/** What all of GitHub's events about a repository have in common. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { NormalizedEvent } from '../../model/normalized-event.ts';
import { account, eventId, numericId, repositoryPath } from '../fields.ts';
import type { ParseResult } from '../source.ts';

export const repositoryEvent = lazy(() =>
  z.object({
    action: z.string().optional(),
    repository: z.object({
      id: numericId(),
      full_name: repositoryPath(),
      html_url: webAddress().optional(),
    }),
    sender: z.object({ login: account(), type: z.string().optional() }).optional(),
  }),
);
export type RepositoryEvent = Output<typeof repositoryEvent>;

/** @param happened the event with its action: `release published` */
export type Reader = (happened: string, said: RepositoryEvent, payload: unknown) => ParseResult;

/** The repository's id and not its name is in it: it stays the same when the repository is renamed or transferred. */
export const idAt = ({ repository }: RepositoryEvent, parts: readonly string[], at?: string): string =>
  eventId(['github', repository.id, ...parts], at);

export const actorOf = ({ sender }: RepositoryEvent): string | undefined =>
  sender === undefined ? undefined : `github:${sender.login}`;

export const normalized = (
  event: string,
  { repository }: RepositoryEvent,
  events: readonly NormalizedEvent[],
): ParseResult => ({
  kind: 'events',
  event,
  origin: `github:${repository.full_name}`,
  originId: `github#${repository.id}`,
  events,
});
