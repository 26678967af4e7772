import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CHANNELS } from '../../functions/kernel/environment.ts';
import type { Letter } from '../../functions/notifications/notify/letter.ts';
import { sendersOf } from '../../functions/notifications/senders/senders.ts';
import type { Message } from '../../functions/notifications/store/messages.ts';
import { newTable } from '../support/calls.ts';
import { onHost } from '../support/surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'shipshape-outbox-')), 'looked-at');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const NOW = '2024-03-26T09:00:00.000Z';

const letter = (kind: Message['kind']): Letter => ({
  message: {
    ...{ id: 'm1', channel: 'search', kind, recipient: 'to', type: 'ProjectFlagged', body: '{}' },
    ...{ state: 'leased', createdAt: NOW, attempts: 1, attemptsInFlight: 1, isPlain: false, revision: 1 },
  },
  notice: {
    type: 'ProjectFlagged',
    detail: {
      version: 1,
      id: '1',
      occurredAt: NOW,
      project: 'rank',
      team: 'search',
      release: '1.0',
      train: 'server',
    },
  },
  digest: undefined,
  record: undefined,
  note: async () => {},
  now: NOW,
});

async function sent(kind: Message['kind']) {
  const environment = { [CHANNELS]: JSON.stringify({ search: { url: `file:${folder}` } }) };
  const prepare = onHost(() => sendersOf(newTable())[kind].prepare(letter(kind)), newTable, { environment });
  const prepared = await prepare();
  return typeof prepared === 'function' ? prepared() : prepared;
}

describe('A channel whose address is a folder', () => {
  it.each([
    ['slack', 'm1.json', '"blocks"'],
    ['webhook', 'm1.json', '"announcement"'],
    ['github', 'm1.md', 'rank'],
    ['email', 'm1.txt', 'Subject: rank shipped nothing in 1.0'],
  ] as const)(
    'of the kind %s gets there what would be sent, for its owner alone',
    async (kind, name, part) => {
      expect(await sent(kind)).toEqual({ kind: 'sent' });
      expect(await sent(kind)).toEqual({ kind: 'sent' });
      expect(await readdir(folder)).toEqual([name]);
      expect(await readFile(join(folder, name), 'utf8')).toContain(part);
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    },
  );
});
