/** The items of a ledger, as they are read from the store. */
import * as z from 'zod';

export const eventItem = z.object({ sk: z.string(), type: z.string(), body: z.string() });

/** One content that came under an id: where its event stands, when it happened, and in which part. */
const content = z.object({ sk: z.string(), at: z.string(), digest: z.string(), part: z.string() });
export type Content = z.output<typeof content>;
export const contentItem = z.object({ content });

export const mentionItem = z.object({
  names: z.array(z.string()),
  since: z.string(),
  revision: z.number(),
});
