/** What is done for a delivery that was taken already. */
import { asError, logger } from '../../kernel/log/logger.ts';

/** Does it, and fails nobody: the facts are on the bus, and its sender need not send it again. @param what is kept */
export const afterwards = (what: string, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) =>
    logger.warn(`A delivery was taken, and ${what} could not be kept.`, { error: asError(error) }),
  );
