/** Who can be connected: each has a source of its own in functions/webhooks/sources, and a secret. */
export const SENDERS = ['github', 'gitlab', 'launchdarkly', 'unleash', 'standard'] as const;
export type Sender = (typeof SENDERS)[number];
