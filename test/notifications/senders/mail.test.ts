import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bySes } from '../../../functions/notifications/senders/mail/by-ses.ts';
import { composed } from '../../../functions/notifications/senders/mail/compose.ts';
import { byFile, mailing } from '../../../functions/notifications/senders/mail/mailing.ts';
import { newTable } from '../../support/calls.ts';
import { type Receiver, startReceiver } from '../../support/outgoing/receiver.ts';
import { onHost } from '../../support/surroundings.ts';

const MAIL = {
  id: 'msg_0123',
  from: 'Shipshape <shipshape@acme.example>',
  to: 'ada@acme.example',
  subject: 'Search, March 2024',
  text: 'Two projects shipped nothing.',
  html: '<p>Two projects shipped nothing.</p>',
  date: '2024-04-01T12:00:00.000Z',
};

const headersOf = (raw: Buffer) => raw.toString('utf8').split('\r\n\r\n')[0]?.split('\r\n') ?? [];

describe('An e-mail', () => {
  test.each(['a\r\nBcc: eve@acme.example', 'a\nBcc: eve@acme.example', 'a\rBcc: eve@acme.example'])(
    'whose subject would begin another header has one line of it: %j',
    async (subject) => {
      const { raw } = await composed({ ...MAIL, subject });
      expect(headersOf(raw).filter((line) => /^Bcc/i.test(line))).toEqual([]);
      expect(headersOf(raw)).toContainEqual('Subject: a Bcc: eve@acme.example');
    },
  );

  test('goes to one address, whatever it looks like', async () => {
    const { to, raw } = await composed({ ...MAIL, to: 'a,eve@acme.example' });
    expect(to).toBe('a,eve@acme.example');
    expect(headersOf(raw).filter((line) => line.startsWith('To:'))).toHaveLength(1);
  });

  test('from nobody who has an address is not composed', async () => {
    await expect(composed({ ...MAIL, from: 'Shipshape' })).rejects.toThrow('SHIPSHAPE_MAIL_FROM');
  });
});

describe('An outbox in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('has one file for a message, also when it is delivered again', async () => {
    const mail = await composed(MAIL);
    const outbox = byFile(join(folder, 'mail'));
    expect(await outbox.deliver(mail)).toEqual({ kind: 'sent' });
    expect(await outbox.deliver(mail)).toEqual({ kind: 'sent' });
    expect(await readdir(join(folder, 'mail'))).toEqual(['msg_0123.eml']);
    expect(await readFile(join(folder, 'mail', 'msg_0123.eml'))).toEqual(mail.raw);
  });

  test('that cannot be written to fails for now', async () => {
    const mail = await composed(MAIL);
    await byFile(folder).deliver(mail);
    expect(await byFile(join(folder, 'msg_0123.eml')).deliver(mail)).toMatchObject({
      kind: 'failed',
      mayHaveArrived: false,
    });
  });
});

describe('SES', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver((_got, response) => response.end('{"MessageId":"1"}'));
  });
  afterEach(() => receiver.close());

  /** As the function makes it, of a region that does not exist. */
  const clientOf = async () =>
    new SESv2Client({
      maxAttempts: 1,
      endpoint: receiver.origin,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });

  test('gets the whole message for one address', async () => {
    const mail = await composed(MAIL);
    expect(await bySes(2000, clientOf).deliver(mail)).toEqual({ kind: 'sent' });
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({
      FromEmailAddress: 'shipshape@acme.example',
      Destination: { ToAddresses: ['ada@acme.example'] },
      Content: { Raw: { Data: mail.raw.toString('base64') } },
    });
  });

  test.each([
    ['MessageRejected', 400, { kind: 'refused', because: 'SES answered with 400 (MessageRejected)' }],
    ['TooManyRequestsException', 429, { kind: 'failed', mayHaveArrived: false }],
    ['SendingPausedException', 400, { kind: 'failed', mayHaveArrived: false }],
    ['InternalServiceErrorException', 500, { kind: 'failed', mayHaveArrived: false }],
  ])('that answers with %s is asked once', async (name, status, sent) => {
    receiver.behave({
      status,
      headers: { 'x-amzn-ErrorType': name },
      body: '{"message":"for ada@acme.example"}',
    });
    const outcome = await bySes(2000, clientOf).deliver(await composed(MAIL));
    expect(outcome).toMatchObject(sent);
    expect(JSON.stringify(outcome)).not.toContain('ada@');
    expect(receiver.got).toHaveLength(1);
  });

  test.each(['hang', 'reset'] as const)('and a %s leave it open whether it arrived', async (behaviour) => {
    receiver.behave(behaviour);
    const outcome = await bySes(300, clientOf).deliver(await composed(MAIL));
    expect(outcome).toMatchObject({ kind: 'failed', mayHaveArrived: true });
    expect(receiver.got).toHaveLength(1);
  });
});

describe('The way of e-mail', () => {
  const wayOf = (mail: string, from = 'shipshape@acme.example') => {
    const environment = { SHIPSHAPE_MAIL: mail, SHIPSHAPE_MAIL_FROM: from };
    const found = onHost(mailing, newTable, { environment })();
    return 'because' in found ? found.because : found.transport.isRepeatable;
  };

  test('is a folder, a mail server or SES, and otherwise says what to set', () => {
    expect(wayOf('file:/var/mail')).toBe(true);
    expect(wayOf('smtp://127.0.0.1:25')).toBe(false);
    expect(wayOf('smtps://user:password@mail.example.com')).toBe(false);
    expect(wayOf('ses')).toBe(false);
    expect(wayOf('')).toMatch(/^this host sends no e-mail: set SHIPSHAPE_MAIL/);
    expect(wayOf('pigeon:secret')).toBe('SHIPSHAPE_MAIL is not ses, smtp://…, smtps://… or file:<folder>');
    expect(wayOf('ses', '')).toMatch(/set SHIPSHAPE_MAIL_FROM$/);
  });
});
