/** How e-mail goes out. */
import type { Sent } from '../../model/retry.ts';
import type { ComposedMail } from './compose.ts';

export interface MailTransport {
  /** Whether the same message delivered twice is there once. */
  readonly isRepeatable: boolean;
  deliver(mail: ComposedMail): Promise<Sent>;
}

/** How long a delivery may take, in milliseconds. */
export const TIMEOUT_MS = 10_000;
