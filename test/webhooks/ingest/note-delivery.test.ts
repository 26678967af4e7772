import { describe, expect, it } from '@jest/globals';
import { type Surroundings, within } from '../../../functions/kernel/surroundings.ts';
import { recordDelivery } from '../../../functions/webhooks/ingest/note-delivery.ts';
import type { DeliveryRecord } from '../../../functions/webhooks/model/report.ts';
import { readSender } from '../../../functions/webhooks/store/deliveries.ts';
import { newTable } from '../../support/calls.ts';

const DAY = '2024-03-26';
const at = (time: string) => `${DAY}T${time}.000Z`;

/** One instance of the function: what it remembers is its own. */
function instance(store = newTable()) {
  const bus = { publish: async () => {} };
  const around: Surroundings = { store, bus, environment: {} };
  let sent = 0;
  const deliver = (time: string, more: Partial<DeliveryRecord> = {}) => {
    const record = {
      source: 'github',
      at: at(time),
      to: [],
      event: 'pull_request closed',
      outcome: 'accepted' as const,
      ...more,
    };
    sent += 1;
    return within(around, () => recordDelivery(store, record, Buffer.from(`body ${sent}`)));
  };
  const lines = async () => {
    const { sender } = await readSender(store, 'github', at('10:00:00'), 500);
    return sender.latest.toReversed();
  };
  const count = async () => (await lines()).reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  return { store, deliver, lines, count };
}

const timesOf = (lines: readonly { at: string }[]) => lines.map((line) => line.at.slice(11, 19));

describe('The lines of deliveries', () => {
  it('tell of the usual once a minute, with how many came since the line before', async () => {
    const { deliver, lines } = instance();
    for (const time of ['09:00:00', '09:00:20', '09:00:59', '09:01:00', '09:30:00']) await deliver(time);
    expect(timesOf(await lines())).toEqual(['09:00:00', '09:01:00', '09:30:00']);
    expect((await lines()).map(({ more = 0 }) => more)).toEqual([0, 2, 0]);
  });

  it('tell of each kind of event and outcome by itself', async () => {
    const { deliver, lines } = instance();
    await deliver('09:00:00');
    await deliver('09:00:01', { event: 'push' });
    await deliver('09:00:02', { outcome: 'ignored', because: 'it is no feature work' });
    await deliver('09:00:03', { outcome: 'duplicate' });
    expect(await lines()).toHaveLength(4);
  });

  it.each(['quarantined', 'unattributed', 'ping'] as const)(
    'tell of each one that is %s: somebody has to see it',
    async (outcome) => {
      const { deliver, lines } = instance();
      for (const time of ['09:00:00', '09:00:00', '09:00:01']) await deliver(time, { outcome });
      expect(await lines()).toHaveLength(3);
    },
  );

  it('go on when the clock is set back', async () => {
    const { deliver, lines } = instance();
    await deliver('09:00:00');
    await deliver('08:00:00');
    expect(timesOf(await lines())).toEqual(['08:00:00', '09:00:00']);
  });

  it('count what could not be kept, and tell of it with the next', async () => {
    const table = newTable();
    const failing = { ...table, put: async () => Promise.reject(new Error('the table is down')) };
    let isDown = true;
    const store = {
      ...table,
      put: (...given: Parameters<typeof table.put>) => (isDown ? failing : table).put(...given),
    };
    const { deliver, lines } = instance(store);
    await expect(deliver('09:00:00')).rejects.toThrow('the table is down');
    await expect(deliver('09:00:10')).rejects.toThrow('the table is down');
    isDown = false;
    await deliver('09:00:20');
    expect(await lines()).toMatchObject([{ at: at('09:00:20'), more: 2 }]);
  });

  it('of two instances stand side by side', async () => {
    const { store, deliver, lines } = instance();
    await deliver('09:00:00');
    await instance(store).deliver('09:00:10');
    expect(timesOf(await lines())).toEqual(['09:00:00', '09:00:10']);
  });

  it('remember no more kinds of events than a few hundred', async () => {
    const { deliver, count } = instance();
    for (let kind = 0; kind < 300; kind += 1) await deliver('09:00:00', { event: `event ${kind}` });
    await deliver('09:00:01', { event: 'event 299' });
    await deliver('09:00:01', { event: 'event 0' });
    expect(await count()).toBe(301);
  });
});
