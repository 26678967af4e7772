/** E-mail by SES. Its client tries each message once: whether it is tried again is not for the client to say. */
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import type { Sent } from '../../model/retry.ts';
import { type ComposedMail, type MailTransport, TIMEOUT_MS } from './compose.ts';

/** @param clientOf for tests, another client than the one that lives as long as the function */
export const bySes = (timeoutMs = TIMEOUT_MS, clientOf = ownClient): MailTransport => ({
  isRepeatable: false,
  deliver: (mail) => deliver(mail, timeoutMs, clientOf),
});

let client: SESv2Client | undefined;

/** Loaded when it is first asked for. */
async function ownClient(): Promise<SESv2Client> {
  const { SESv2Client } = await import('@aws-sdk/client-sesv2');
  client ??= new SESv2Client({ maxAttempts: 1 });
  return client;
}

async function deliver(
  { from, to, raw }: ComposedMail,
  timeoutMs: number,
  clientOf: () => Promise<SESv2Client>,
): Promise<Sent> {
  const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
  const Content = { Raw: { Data: raw } };
  const command = new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content,
  });
  try {
    await (await clientOf()).send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
    return { kind: 'sent' };
  } catch (error) {
    return failure(error);
  }
}

const answered = lazy(() => z.object({ $metadata: z.object({ httpStatusCode: z.number() }) }));

/** Failures before anything was sent. */
const UNSENT = new Set(['CredentialsProviderError', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** Answers of status 400 that pass. */
const PASSES = /throttl|too ?many|limit ?exceeded|sendingpaused/i;

/** What SES says can name addresses; the kind of its error is enough. */
function failure(error: unknown): Sent {
  const name = error instanceof Error ? error.name : 'unknown';
  const code = error instanceof Error && 'code' in error ? String(error.code) : name;
  const status = answered.safeParse(error).data?.$metadata.httpStatusCode;
  if (status === undefined) {
    const mayHaveArrived = !UNSENT.has(name) && !UNSENT.has(code);
    return { kind: 'failed', because: `SES gave no answer (${code})`, mayHaveArrived };
  }
  const because = `SES answered with ${status} (${name})`;
  return status >= 500 || status === 429 || PASSES.test(name)
    ? { kind: 'failed', because, mayHaveArrived: false }
    : { kind: 'refused', because };
}
