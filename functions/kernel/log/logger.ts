/** The one logger: one JSON line a record, with the fields of the invocation it was written in. */
import { Logger } from '@aws-lambda-powertools/logger';

export const logger = new Logger({ serviceName: 'shipshape' });

/** What was thrown, as the logger writes errors. */
export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
