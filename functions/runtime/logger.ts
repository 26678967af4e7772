/** The one logger: one JSON line a record, with the fields of the invocation it was written in. */
import { Logger } from '@aws-lambda-powertools/logger';

export const logger = new Logger({ serviceName: 'shipshape' });
