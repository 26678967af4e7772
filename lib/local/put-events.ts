/** What PutEvents takes and refuses, by the rules of EventBridge. */
import { randomUUID } from 'node:crypto';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { BusEvent } from './pattern.ts';

/** The whole request is refused. */
export class ValidationException extends Error {
  override readonly name = 'ValidationException';
}

/** One entry is refused, and the others are not. */
export interface EntryRefusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** An event as it is on the bus and in the messages of queues. */
export interface Envelope extends BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly account: string;
  /** UTC, in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const request = z.object({
  Entries: z.array(
    z.object({
      Source: text,
      DetailType: text,
      Detail: text,
      EventBusName: text,
      Resources: z
        .array(z.string())
        .nullish()
        .transform((value) => value ?? undefined),
      Time: z
        .number()
        .nullish()
        .transform((seconds) => (seconds == null ? undefined : new Date(seconds * 1000))),
    }),
  ),
});

/** @throws {ValidationException} when the request as a whole is not one that EventBridge takes */
export function readRequest(body: string): readonly PutEventsRequestEntry[] {
  const { data, error } = request.safeParse(JSON.parse(body));
  if (error !== undefined) throw new ValidationException(z.prettifyError(error));
  const { Entries } = data;
  if (Entries.length === 0 || Entries.length > MOST_ENTRIES) {
    throw new ValidationException(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MOST_ENTRIES}`,
    );
  }
  if (Entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > MOST_BYTES) {
    throw new ValidationException('Total size of the entries in the request is over the limit.');
  }
  return Entries;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const bytesOf = ({ Time, Source, DetailType, Detail, Resources }: PutEventsRequestEntry): number =>
  [Source, DetailType, Detail, ...(Resources ?? [])].reduce(
    (sum, part) => sum + Buffer.byteLength(part ?? ''),
    Time === undefined ? 0 : 14,
  );

const isAbsent = (value: string | undefined): boolean => value === undefined || value === '';

/** @param now when it arrived, for an entry that does not say */
export function readEntry(entry: PutEventsRequestEntry, now: number): Envelope | EntryRefusal {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => isAbsent(entry[name]));
  if (missing !== undefined)
    return refuse(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    );
  if (entry.Source?.startsWith('aws.'))
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detail = readDetail(entry.Detail ?? '');
  if (detail === undefined) return refuse('MalformedDetail', 'Detail is malformed.');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: '000000000000',
    time: `${new Date(entry.Time ?? now).toISOString().slice(0, 19)}Z`,
    region: 'local',
    resources: entry.Resources ?? [],
    detail,
  };
}

const refuse = (ErrorCode: string, ErrorMessage: string): EntryRefusal => ({ ErrorCode, ErrorMessage });

/** A detail nested too deep to be written again is refused here: it could be neither journaled nor delivered. */
function readDetail(json: string): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(json);
    JSON.stringify(detail);
    return z.record(z.string(), z.unknown()).safeParse(detail).data;
  } catch {
    return undefined;
  }
}
