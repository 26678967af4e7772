/** The items of a ledger, as they are read from the store. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';

export const eventItem = lazy(() => z.object({ sk: z.string(), type: z.string(), body: z.string() }));

/** One content that came under an id: where its event stands, when it happened, and in which part. */
const content = lazy(() =>
  z.object({ sk: z.string(), at: z.string(), digest: z.string(), part: z.string() }),
);
export type Content = Output<typeof content>;
export const contentItem = lazy(() => z.object({ content: content() }));

export const mentionItem = lazy(() =>
  z.object({ names: z.array(z.string()), since: z.string(), revision: z.number() }),
);
