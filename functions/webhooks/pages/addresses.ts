/** The pages of what other tools deliver. */
import type { Resources } from '../../site/resource/addresses.ts';

export const WEBHOOK_RESOURCES: Resources = {
  '/internal/deliveries': async () => (await import('./deliveries-page.tsx')).deliveries,
  '/internal/waiting': async () => (await import('./waiting-page.tsx')).waiting,
};
