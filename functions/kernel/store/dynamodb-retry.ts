/** Retries beyond the few quick ones of the SDK: exponential backoff with full jitter, up to a bound. */
import { setTimeout } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError, type UnavailableReason } from './store.ts';

export interface RetryOptions {
  /** From 0 to less than 1. @default Math.random */
  readonly random?: () => number;
  /** @default a timer */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** Calls in all. The SDK makes up to three requests of each. */
export const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 5000;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const THROTTLED: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
]);

export interface Retries {
  /** @throws {StoreUnavailableError} when DynamoDB is throttled for longer, fails by itself, or cannot be reached */
  attempt<Result>(call: () => Promise<Result>): Promise<Result>;
  /** @param tries that failed so far. @throws {StoreUnavailableError} `throttled`, when they were enough */
  pause(tries: number): Promise<void>;
}

export function retries(table: string, { random = Math.random, sleep = setTimeout }: RetryOptions): Retries {
  const wait = (tries: number) =>
    sleep(random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, tries - 1)));

  return {
    async attempt(call) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await call();
        } catch (error) {
          const failure = failureOf(error);
          if (failure === undefined) throw error;
          if (!failure.mayPass || tries === MAX_TRIES) throw unavailable(table, failure.reason, error);
          await wait(tries);
        }
      }
    },
    async pause(tries) {
      if (tries >= MAX_TRIES) throw unavailable(table, 'throttled');
      await wait(tries);
    },
  };
}

function unavailable(table: string, reason: UnavailableReason, cause?: unknown): StoreUnavailableError {
  const says =
    reason === 'throttled' ? `is throttled: DynamoDB refuses after ${MAX_TRIES} tries` : 'does not answer';
  return new StoreUnavailableError(reason, `The table ${table} ${says}.`, { cause });
}

/** Whether a call may succeed later, and why it failed; `undefined` for a mistake in the call. */
function failureOf(error: unknown) {
  if (!(error instanceof DynamoDBServiceException))
    return isUnanswered(error) ? ({ reason: 'unreachable', mayPass: false } as const) : undefined;
  if (THROTTLED.has(error.name)) return { reason: 'throttled', mayPass: true } as const;
  const isFault = error.$fault === 'server' || (error.$metadata.httpStatusCode ?? 0) >= 500;
  return isFault ? ({ reason: 'unreachable', mayPass: true } as const) : undefined;
}

/** The SDK notes its tries in `$metadata`, which has no status when no answer came. */
function isUnanswered(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return false;
  const { $metadata } = error;
  return typeof $metadata === 'object' && $metadata !== null && !('httpStatusCode' in $metadata);
}
