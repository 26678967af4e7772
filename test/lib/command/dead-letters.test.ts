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

  it('is the same at a running host, with its token and not without', async () => {
    await givenUp();
    const host = await startHost({ data, log: () => {} });
    const there = ['--url', host.address];
    const queue = (...words: string[]) =>
      inProcess({ SHIPSHAPE_API_TOKEN: host.apiToken }, 'queue', ...words, ...there);
    const listed = await queue('list');
    expect(listed.out).toMatch(
      /^\d+ \S+Z facts: ChangeMerged the-change failed 1 times: Error: it was ill\n/,
    );
    expect(JSON.parse((await queue('list', '--json')).out).deadLetters).toHaveLength(1);
    expect(await queue('retry', '99')).toMatchObject({
      status: 2,
      err: expect.stringContaining('number 99'),
    });
    expect(await queue('retry', '--all')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^1 message tried again\./),
    });
    await host.idle();
    expect((await queue('list')).out).toBe('Nothing was given up.\n');
    const wrong = await inProcess({ SHIPSHAPE_API_TOKEN: 'x'.repeat(20) }, 'queue', 'drop', '1', ...there);
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('the token is not the one') });
    for (const [path, body, status] of [
      ['/retry', '{"ids":[]}', 400],
      ['/drop', 'nothing', 400],
      ['/drop', '{"ids":[7]}', 200],
    ] as const) {
      const headers = { authorization: `Bearer ${host.apiToken}`, 'content-type': 'application/json' };
      const answer = await fetch(`${host.address}/api/dead-letters${path}`, {
        method: 'POST',
        headers,
        body,
      });
      expect(answer.status).toBe(status);
    }
    await host.stop();
  });

  it('says what to use on AWS, and where a running host has the directory', async () => {
    const aws = await inProcess({}, 'queue', 'retry', '--all', '--bus', 'shipshape');
    expect(aws).toMatchObject({ status: 2, err: expect.stringContaining('aws sqs start-message-move-task') });
    await givenUp();
    const host = await startHost({ data, log: () => {} });
    const { status, err } = await inProcess({}, 'queue', 'drop', '--all', '--data', data);
    await host.stop();
    expect([status, err]).toEqual([2, expect.stringContaining('Use that one: --url')]);
  });
});
