/** The senders that can be connected: each has a file in functions/webhooks/sources, and a secret. */
export const SENDERS = ['github', 'gitlab', 'launchdarkly', 'unleash', 'standard'] as const;
export type Sender = (typeof SENDERS)[number];
