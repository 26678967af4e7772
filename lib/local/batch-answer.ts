/** What a function answers about a batch, understood as Lambda understands it. */
import * as z from 'zod';

class BatchAnswerMalformedError extends Error {
  override readonly name = 'BatchAnswerMalformedError';
}

const answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The ids of the messages that failed. No answer, and an answer without failures, mean that all went well.
 * @throws {BatchAnswerMalformedError} when the answer cannot be understood or names a message that was not in the
 *   batch: then the whole batch counts as failed, since nobody can tell what was done
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedIn(raw: unknown, ids: readonly string[]): ReadonlySet<string> {
  const { data, error } = answer.nullish().safeParse(raw);
  if (error !== undefined)
    throw new BatchAnswerMalformedError(`The batch answer is malformed: ${error.message}`);
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  const stranger = failed.find((id) => !ids.includes(id));
  if (stranger === undefined) return new Set(failed);
  throw new BatchAnswerMalformedError(`The batch answer names ${stranger}, which was not in the batch.`);
}
