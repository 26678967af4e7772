/** E-mail by SMTP. */
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import type { Sent } from '../../model/retry.ts';
import { type ComposedMail, type MailTransport, TIMEOUT_MS } from './compose.ts';

/** @param url `smtps://user:password@mail.example.com` */
export const bySmtp = (url: string, timeoutMs = TIMEOUT_MS): MailTransport => ({
  isRepeatable: false,
  deliver: (mail) => deliver(url, mail, timeoutMs),
});

interface Body {
  readonly stream: Readable;
  /** Whether it was begun with: from then on it may arrive. */
  isBegun(): boolean;
  /** It is not begun with any more. */
  end(): void;
}

async function deliver(url: string, mail: ComposedMail, timeoutMs: number): Promise<Sent> {
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url, ...timeouts, dnsTimeout: timeoutMs });
  const body = bodyOf(mail.raw);
  const timer = new AbortController();
  const sending = transport
    .sendMail({ envelope: { from: mail.from, to: [mail.to] }, raw: body.stream })
    .then((): Sent => ({ kind: 'sent' }))
    .catch((error: unknown) => failure(error, body.isBegun()));
  const ending = sleep(timeoutMs, undefined, { signal: timer.signal }).then((): Sent => {
    body.end();
    const because = `the mail server gave no answer within ${timeoutMs / 1000} seconds`;
    return { kind: 'failed', because, mayHaveArrived: body.isBegun() };
  });
  // Interrupted when the sending is over first.
  ending.catch(() => {});
  const sent = await Promise.race([sending, ending]);
  timer.abort();
  transport.close();
  return sent;
}

/** The message as a stream, which knows whether the server was given any of it. */
function bodyOf(raw: Buffer): Body {
  let isBegun = false;
  let isOver = false;
  async function* once() {
    if (isOver) throw new Error('The time to send it is over.');
    isBegun = true;
    yield raw;
  }
  return {
    stream: Readable.from(once(), { objectMode: false }),
    isBegun: () => isBegun,
    end: () => {
      isOver = true;
    },
  };
}

const failed = lazy(() =>
  z.object({
    name: z.string(),
    code: z.string().optional().catch(undefined),
    responseCode: z.number().optional().catch(undefined),
  }),
);

/** The reply itself can name addresses; its number is enough. */
function failure(error: unknown, isBegun: boolean): Sent {
  const { name = 'unknown', code = name, responseCode } = failed.safeParse(error).data ?? {};
  if (responseCode === undefined)
    return { kind: 'failed', because: `the mail server: ${code}`, mayHaveArrived: isBegun };
  const because = `the mail server answered with ${responseCode}`;
  return responseCode < 500
    ? { kind: 'failed', because, mayHaveArrived: false }
    : { kind: 'refused', because: `${because}: it does not take this message` };
}
