import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readNotice } from '../../events/notices.ts';
import { handler as notify } from '../../functions/notifications/notify/handler.ts';
import { putMessage } from '../../functions/notifications/store/messages.ts';
import { failedMessages } from '../../functions/notifications/store/outbox.ts';
import { tableOn } from '../support/databases.ts';
import { batchOf, context } from '../support/messages.ts';
import { pipelineOn } from '../support/pipeline.ts';
import { onHost } from '../support/surroundings.ts';
import { channel, flagged } from './world.ts';

const table = tableOn();
const environment: Record<string, string> = {};
const handler = onHost(notify, table, { environment });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  Object.assign(environment, {
    SHIPSHAPE_MAIL: `file:${folder}`,
    SHIPSHAPE_MAIL_FROM: 'shipshape@acme.example',
    SHIPSHAPE_CHANNELS: JSON.stringify({ slack: { url: 'https://169.254.169.254/services/T0/B0/secret' } }),
  });
});
afterAll(() => rm(folder, { recursive: true }));

const now = () => new Date().toISOString();

describe('The function', () => {
  it('tells what its queue hands over, and what is due when its schedule wakes it', async () => {
    await pipelineOn(table()).tell(
      channel('mail', { kind: 'email', to: 'list@acme.example', about: ['flagged'] }),
    );
    const entry = flagged('by-queue', now());
    const before = await readdir(folder);
    expect(await handler(batchOf([JSON.stringify(entry)]), context)).toEqual({ batchItemFailures: [] });
    expect(await readdir(folder)).toHaveLength(before.length + 1);

    const told = readNotice('ProjectFlagged', flagged('by-schedule', now()).detail);
    if (told === undefined) throw new TypeError('Nobody is told.');
    await putMessage(
      table(),
      { id: 'msg_due', channel: 'mail', kind: 'email', recipient: 'to' },
      told,
      now(),
    );
    await handler({ schedule: 'due' }, context);
    expect(await readFile(join(folder, 'msg_due.eml'), 'utf8')).toContain('To: list@acme.example');
  });

  it('gives back what it cannot read, and tells the others', async () => {
    const bodies = [JSON.stringify(flagged('good', now())), '{"detail-type":"ProjectFlagged","detail":{}}'];
    expect(await handler(batchOf(bodies), context)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  it('sends nothing to a host that is not listed, and says so without its address', async () => {
    await pipelineOn(table()).tell(channel('slack', { about: ['flagged'] }));
    await handler(batchOf([JSON.stringify(flagged('to-slack', now()))]), context);
    const failed = (await failedMessages(table())).filter((each) => each.channel === 'slack');
    expect(failed).toMatchObject([
      { because: expect.stringContaining('169.254.169.254 is not a host that may be sent to') },
    ]);
    expect(JSON.stringify(failed)).not.toContain('services');
  });
});
