/** The pages of operations: part by part, with as many reads as a page shows, and for people inside only. */
import { describe, expect, it } from '@jest/globals';
import { quarantine } from '../../functions/kernel/ledger/quarantine.ts';
import { messages } from '../../functions/notifications/pages/messages-page.tsx';
import {
  keyOf,
  putMessage,
  readMessage,
  settleMessage,
} from '../../functions/notifications/store/messages.ts';
import { deadLetters } from '../../functions/site/pages/dead-letters-page.tsx';
import { quarantine as quarantinePage } from '../../functions/site/pages/quarantine-page.tsx';
import type { Resource } from '../../functions/site/resource/resource.ts';
import { deliveries } from '../../functions/webhooks/pages/deliveries-page.tsx';
import { waiting } from '../../functions/webhooks/pages/waiting-page.tsx';
import { storeDelivery } from '../../functions/webhooks/store/deliveries.ts';
import { storeWaiting } from '../../functions/webhooks/store/origins.ts';
import { callsDuring, newTable } from '../support/calls.ts';
import { words } from './fixture/words.ts';

const NOW = '2026-03-20T12:00:00.000Z';
type Table = ReturnType<typeof newTable>;

const INSIDE = { isInternal: true, mayState: true };

function asked(
  store: Table,
  query: Record<string, string> = {},
  gaveUp?: Parameters<Resource['asPage']>[0]['gaveUp'],
) {
  const around = { store, publish: async () => {}, now: NOW, gaveUp };
  return { ...around, viewer: INSIDE, ids: {}, address: '/internal', query, zone: undefined };
}

const page = async (of: Resource, ...given: Parameters<typeof asked>) =>
  words((await of.asPage(asked(...given))).body);
const data = async (of: Resource, ...given: Parameters<typeof asked>) =>
  JSON.parse((await of.asJson(asked(...given))).body);

const on = (minute: number) => new Date(Date.parse('2026-03-20T00:00:00Z') + minute * 60_000).toISOString();

describe('Deliveries', () => {
  const told = { source: 'github', event: 'pull_request closed', outcome: 'accepted' as const, to: [] };

  it('are those of the last days by sender, and all of one sender in parts', async () => {
    const store = newTable();
    for (let minute = 0; minute < 120; minute += 1)
      await storeDelivery(store, { ...told, at: on(minute - 60) }, `digest ${minute}`);
    const all = await data(deliveries, store);
    expect(all.senders.find(({ source }: { source: string }) => source === 'github').latest).toHaveLength(5);
    const seen: string[] = [];
    let query: Record<string, string> = { source: 'github' };
    for (let part = 0; part < 3; part += 1) {
      const { senders, next } = await data(deliveries, store, query);
      seen.push(...senders[0].latest.map(({ at }: { at: string }) => at));
      query = { source: 'github', after: next };
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_none, at) => on(59 - at)));
    expect(query.after).toBeNull();
  });

  it('take no more reads, however many there are', async () => {
    const store = newTable();
    for (let minute = 0; minute < 200; minute += 1)
      await storeDelivery(store, { ...told, at: on(minute) }, `digest ${minute}`);
    expect((await callsDuring(store, () => page(deliveries, store))).length).toBeLessThan(70);
    expect(await callsDuring(store, () => page(deliveries, store, { source: 'github' }))).toHaveLength(1);
  });

  it('of a sender that nobody knows are a query that cannot be used', async () => {
    await expect(page(deliveries, newTable(), { source: 'githb' })).rejects.toThrow(/source/);
  });
});

describe('What waits for a mapping', () => {
  it('is one row for each place and reason, with the lines that are missing', async () => {
    const store = newTable();
    for (const number of [1, 2])
      await storeWaiting(
        store,
        {
          source: 'github',
          origin: 'github:acme/app',
          event: 'pull_request closed',
          because: 'the catalog has no source of this name',
          solution: '"github:acme/app":\n  project: <project>',
          normalized: {
            kind: 'merged',
            id: `github:12:pull:${number}:merged`,
            at: NOW,
            title: 'feat: search',
            labels: [],
            url: 'https://github.com/acme/app/pull/1',
          },
        },
        NOW,
      );
    const shown = await page(waiting, store);
    expect(shown).toContain('2 events wait');
    expect(shown).toContain('project: &lt;project>');
    expect(await page(waiting, newTable())).toContain('Everything that came could be attributed.');
  });
});

describe('The quarantine', () => {
  const refuse = (store: Table, refusal: 'BAD_TIME' | 'TOO_DEEP', digest: string, message = 'no moment') =>
    quarantine(store, { refusal, message, digest, excerpt: '' }, NOW);

  it('shows what was not understood, each with what to do', async () => {
    const store = newTable();
    await refuse(store, 'BAD_TIME', 'd1');
    expect(await page(quarantinePage, store)).toMatch(/Bad time BAD_TIME .* What to do: Correct the moment/);
    expect(await page(quarantinePage, newTable())).toContain('Every event so far was understood.');
  });

  it('comes in parts, across reasons, each event in one of them', async () => {
    const store = newTable();
    for (let at = 0; at < 250; at += 1)
      await refuse(store, at % 2 === 0 ? 'BAD_TIME' : 'TOO_DEEP', `d${String(at).padStart(3, '0')}`);
    const first = await data(quarantinePage, store);
    const second = await data(quarantinePage, store, { after: first.next });
    const count = ({ quarantined }: { quarantined: { count: number }[] }) =>
      quarantined.reduce((sum, each) => sum + each.count, 0);
    expect([count(first), count(second), second.next]).toEqual([200, 50, null]);
  });
});

describe('Messages that were given up', () => {
  it('come in parts, and none is left out between them, even of one moment', async () => {
    const store = newTable();
    for (let at = 0; at < 130; at += 1) {
      const addressed = {
        id: `msg_${at}`,
        channel: 'news',
        kind: 'slack' as const,
        recipient: 'channel' as const,
      };
      const detail = { version: 1 as const, id: `t${at}`, occurredAt: NOW, channel: 'news' };
      const notice = { type: 'ChannelTested' as const, detail };
      await putMessage(store, addressed, notice, NOW);
      const held = await readMessage(store, keyOf(addressed));
      const failed = {
        state: 'failed',
        attempts: 5,
        attemptsInFlight: 0,
        isPlain: false,
        because: 'gone',
      } as const;
      if (held) await settleMessage(store, held, failed, on(Math.floor(at / 20)));
    }
    const first = await data(messages, store);
    const second = await data(messages, store, { before: first.next });
    const ids = [...first.messages, ...second.messages].map(({ id }: { id: string }) => id);
    expect([ids.length, new Set(ids).size, second.next]).toEqual([130, 130, null]);
    expect(await page(messages, store)).toContain('shipshape message retry msg_');
  });
});

describe('Dead letters', () => {
  const letter = (id: number) => ({
    id,
    queue: 'record',
    event: `ChangeMerged c${id}`,
    receives: 5,
    reason: 'the store refused it',
    diedAt: NOW,
  });

  it('are those of this host, with how to try them again', async () => {
    const all = Array.from({ length: 130 }, (_none, id) => letter(id));
    const gaveUp = (after: number, limit: number) => all.filter(({ id }) => id > after).slice(0, limit);
    const first = await data(deadLetters, newTable(), {}, gaveUp);
    expect([first.deadLetters.length, first.next]).toEqual([100, '99']);
    const second = await data(deadLetters, newTable(), { after: first.next }, gaveUp);
    expect([second.deadLetters.length, second.next]).toEqual([30, null]);
    expect(await page(deadLetters, newTable(), {}, gaveUp)).toContain('shipshape queue retry 0');
  });

  it('are elsewhere where the host has none of its own', async () => {
    expect(await page(deadLetters, newTable())).toContain('aws sqs start-message-move-task');
  });
});
