/** The stack of functions that a schedule starts. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { logger } from '../log/logger.ts';
import { publishMetrics } from '../log/metrics.ts';

/**
 * @param work gets the moment at which it runs, which may be later than the one it was scheduled for, and what its
 * schedule says (`input` of the wiring), not yet understood
 */
export function scheduleHandler(work: (now: string, input: unknown) => Promise<void>) {
  return middy<unknown, void, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics)
    .handler((input) => work(new Date().toISOString(), input));
}
