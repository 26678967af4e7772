/** Genuine deliveries of every sender, what is changed in them, and whether they are taken then. */
import type { Delivery } from '../../functions/webhooks/sources/source.ts';
import { sources } from '../../functions/webhooks/sources/sources.ts';
import { NOW, SECRETS, type Sender, signed, sourceOf } from './deliveries.ts';

export const payload = { action: 'published', title: 'Ähnlich' };

export const isTaken = (
  sender: Sender,
  delivery: Delivery,
  secrets: readonly string[] = [SECRETS[sender]],
  now = NOW,
) => sources.find(({ name }) => name === sourceOf(sender))?.verify(delivery, secrets, now);

export const good = (sender: Sender) => signed(sender, payload);

export const withHeaders = (sender: Sender, headers: Record<string, string | undefined>): Delivery => {
  const { body, headers: before } = good(sender);
  return { body, headers: { ...before, ...headers } };
};
