/** What all of GitHub's events about a repository have in common. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { NormalizedEvent } from '../../model/normalized-event.ts';
import { occurrenceId } from '../reading/event-id.ts';
import { account, numericId, repositoryPath } from '../reading/names.ts';
import type { ParseResult } from '../source.ts';

export const delivered = lazy(() =>
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
export type DeliveryRecord = Output<typeof delivered>;

/** @param happened the event with its action: `release published` */
export type Reader = (happened: string, said: DeliveryRecord, payload: unknown) => ParseResult;

/** The repository's id and not its name is in it: it stays the same when the repository is renamed or transferred. */
export const idAt = ({ repository }: DeliveryRecord, parts: readonly string[], at?: string): string =>
  occurrenceId(['github', repository.id, ...parts], at);

export const actorOf = ({ sender }: DeliveryRecord): string | undefined =>
  sender === undefined ? undefined : `github:${sender.login}`;

export const occurred = (
  event: string,
  { repository }: DeliveryRecord,
  occurrences: readonly NormalizedEvent[],
): ParseResult => ({
  kind: 'occurrences',
  event,
  place: `github:${repository.full_name}`,
  placeId: `github#${repository.id}`,
  occurrences,
});
