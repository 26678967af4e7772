import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readLedger } from '../../../functions/catalog/store/ledger.ts';
import { startHost } from '../../../lib/local/host.ts';
import { readLedger as openLedger } from '../../../lib/local/storage.ts';
import { functions } from '../../../lib/wiring.ts';
import { change } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

let data = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-dead-'));
});
afterEach(() => rm(data, { recursive: true }));

/** A data directory in which the change of a project was given up. */
async function givenUp(): Promise<void> {
  const host = await startHost({
    data,
    functions: functions.map((wiring) => ({
      ...wiring,
      schedules: [],
      ...(wiring.subscriptions && {
        subscriptions: wiring.subscriptions.map((each) => ({ ...each, attempts: 1 })),
      }),
    })),
    handlers: () => () => Promise.reject(new Error('it was ill')),
    log: () => {},
  });
  await host.publish([change('rank', '2024-01-10', {}, 'the-change')]);
  await host.idle();
  await host.stop();
}

describe('shipshape queue', () => {
  it('prints what was given up and why, and nothing else of what is in it', async () => {
    await givenUp();
    const { status, out } = await inProcess({}, 'queue', 'list', '--data', data);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^\d+ \S+Z facts: ChangeMerged the-change failed 1 times: Error: it was ill\n1 message given up\.\n$/,
    );
  });

  it('does it again, and forgets it once it is done', async () => {
    await givenUp();
    const retried = await inProcess({}, 'queue', 'retry', '--all', '--data', data);
    expect(retried).toMatchObject({ status: 0, out: '1 message tried again.\nNothing was given up.\n' });
    const ledger = await openLedger(data, {});
    expect((await readLedger(ledger.store, { kind: 'project', id: 'rank' })).facts).toHaveLength(1);
    ledger.close();
  });

  it('drops what is named, and nothing where a number is not there', async () => {
    await givenUp();
    const [number = ''] = (await inProcess({}, 'queue', 'list', '--data', data)).out.split(' ');
    expect(await inProcess({}, 'queue', 'drop', number, '99', '--data', data)).toMatchObject({
      status: 2,
      err: 'No message that was given up has the number 99.\n',
    });
    expect(await inProcess({}, 'queue', 'drop', '--data', data)).toMatchObject({ status: 2 });
    expect(await inProcess({}, 'queue', 'drop', number, '--data', data)).toMatchObject({
      status: 0,
      out: '1 message dropped.\n',
    });
    expect((await inProcess({}, 'queue', 'list', '--data', data)).out).toBe('Nothing was given up.\n');
  });

  it('makes no data directory', async () => {
    const nowhere = join(data, 'nowhere');
    for (const words of [['list'], ['retry', '--all'], ['drop', '1']])
      expect(await inProcess({}, 'queue', ...words, '--data', nowhere)).toMatchObject({
        status: 2,
        err: expect.stringContaining('There is no data directory'),
      });
  });
});
