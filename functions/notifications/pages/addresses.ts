/** The pages of notifications. */
import type { Resources } from '../../site/resource/addresses.ts';

export const NOTIFICATION_RESOURCES: Resources = {
  '/internal/messages': async () => (await import('./messages-page.tsx')).messages,
};
