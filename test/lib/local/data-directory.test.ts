import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { all } from '../../../functions/kernel/store/store.ts';
import type { Handler } from '../../../lib/local/local-function.ts';
import { readLedger } from '../../../lib/local/storage.ts';
import { fact, facts, hostOf, idOf, recordsOf, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const stub = wiring({ subscriptions: [facts] });
const children: ChildProcessByStdio<null, Readable, null>[] = [];
let data = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
});
afterEach(async () => {
  await stopHosts();
  await Promise.all(children.splice(0).map(kill));
  await rm(data, { recursive: true });
});

/** Starts another process over the same directory, which has accepted the facts 1 and 2 and finishes none. */
async function otherHost() {
  const script = join(__dirname, 'abandoned-host.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcessByStdio<null, Readable, null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function collecting(): { readonly ids: string[]; readonly handler: Handler } {
  const ids: string[] = [];
  const handler: Handler = (event) => {
    ids.push(...recordsOf(event).map(idOf));
  };
  return { ids, handler };
}

const nothing: Handler = () => undefined;
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const inUse = {
  name: 'DataDirectoryInUseError',
  message: expect.stringMatching(
    /^The data directory .* is in use by another Shipshape .*--data with another/,
  ),
};

describe('the data directory', () => {
  it('is refused while another process has it, and free once that is killed', async () => {
    const other = await otherHost();
    await expect(hostOf(stub, nothing, { data })).rejects.toMatchObject(inUse);
    await kill(other);
    await hostOf(stub, nothing, { data });
  });

  it('is refused while a host of the same process has it', async () => {
    const host = await hostOf(stub, nothing, { data });
    await expect(hostOf(stub, nothing, { data })).rejects.toMatchObject(inUse);
    await host.stop();
    await hostOf(stub, nothing, { data });
  });

  it('keeps what was accepted and not done when the process is killed', async () => {
    await kill(await otherHost());
    const { ids, handler } = collecting();
    const host = await hostOf(stub, handler, { data });
    await host.publish([fact('3')]);
    await host.idle();
    expect(ids.toSorted()).toEqual(['1', '2', '3']);
  });

  it('hands over alone what was being worked on when the process was killed, for it may be why', async () => {
    await kill(await otherHost());
    const batches: string[][] = [];
    const host = await hostOf(stub, (event) => void batches.push(recordsOf(event).map(idOf)), { data });
    await host.idle();
    expect(batches).toEqual([['1'], ['2']]);
  });

  it('loses nothing that is accepted at the same time', async () => {
    const { ids, handler } = collecting();
    const host = await hostOf(stub, handler, { data });
    const some = Array.from({ length: 50 }, (_, at) => `${at}`);
    await Promise.all(some.map((id) => host.publish([fact(id)])));
    await host.idle();
    expect(ids.toSorted()).toEqual(some.toSorted());
  });

  it('keeps dead letters and the ledger', async () => {
    const time = new VirtualTime();
    const once = wiring({ subscriptions: [{ ...facts, attempts: 1 }] });
    const first = await hostOf(once, () => Promise.reject(new Error('never')), { data, time });
    await first.publish([fact('1')]);
    await first.idle();
    await first.store.put({ pk: 'P', sk: 'S', list: 'L', listKey: 'K' });
    await first.stop();
    const second = await hostOf(stub, nothing, { data });
    expect(second.deadLetters()).toEqual([
      expect.objectContaining({ queue: 'facts', reason: 'Error: never' }),
    ]);
    expect(await all(second.store.list('listing', 'L'))).toEqual([
      { pk: 'P', sk: 'S', list: 'L', listKey: 'K' },
    ]);
  });

  it('gives up, and does not forget, what waits for a function that is no more', async () => {
    await kill(await otherHost());
    const host = await hostOf(wiring(), nothing, { data });
    await host.idle();
    const because = { queue: 'facts', reason: 'No function takes from this queue any more.' };
    expect(host.deadLetters()).toMatchObject([because, because]);
  });

  it('is its owner’s alone, and so is what lies in it, whatever the umask was', async () => {
    const loose = [join(data, 'channels.json'), join(data, 'secrets', 'github')];
    await mkdir(join(data, 'secrets'));
    await mkdir(join(data, 'outbox'));
    await writeFile(join(data, 'notes.txt'), 'not ours');
    for (const file of loose) await writeFile(file, file.includes('github') ? 'a-secret-of-github' : '{}');
    for (const path of [data, join(data, 'secrets'), join(data, 'notes.txt'), ...loose])
      await chmod(path, 0o755);
    const host = await hostOf(stub, nothing, { data });
    await host.publish([fact('1')]);
    const files = (await readdir(data)).filter((name) => name.startsWith('shipshape.'));
    expect(files.toSorted()).toEqual([
      'shipshape.lock',
      'shipshape.sqlite',
      'shipshape.sqlite-shm',
      'shipshape.sqlite-wal',
    ]);
    const ours = [...files.map((name) => join(data, name)), join(data, 'api-token'), ...loose];
    expect(await Promise.all(ours.map(modeOf))).toEqual(ours.map(() => '600'));
    expect([await modeOf(data), await modeOf(join(data, 'secrets'))]).toEqual(['700', '700']);
    expect(await modeOf(join(data, 'notes.txt'))).toBe('755');
  });

  it('holds one file of its ledger at rest, which can be copied as it is', async () => {
    const host = await hostOf(stub, nothing, { data });
    await host.publish([fact('1')]);
    await host.idle();
    await host.stop();
    const files = (await readdir(data)).filter((name) => name.includes('sqlite'));
    expect(files).toEqual(['shipshape.sqlite']);
  });

  it('of the first version is refused with how to take its facts along, and left as it is', async () => {
    await mkdir(join(data, 'database'));
    await expect(hostOf(stub, nothing, { data })).rejects.toMatchObject({
      message: expect.stringMatching(/first version.*dump --data .*replay facts\.jsonl --data/),
    });
    expect(await readdir(data)).toEqual(['database']);
  });
});

describe('reading a data directory', () => {
  it('goes on beside a running host, and sees what it has written', async () => {
    const host = await hostOf(stub, nothing, { data });
    await host.store.put({ pk: 'P', sk: 'S' });
    const ledger = await readLedger(data, {});
    expect(await ledger.store.get([{ pk: 'P', sk: 'S' }])).toHaveLength(1);
    await expect(ledger.store.put({ pk: 'Q', sk: 'S' })).rejects.toThrow();
    ledger.close();
    await host.stop();
  });

  it('leaves nothing behind, whether a host ran there before or not', async () => {
    const host = await hostOf(stub, nothing, { data });
    await host.stop();
    const before = await readdir(data);
    const ledger = await readLedger(data, {});
    await all(ledger.store.scan());
    ledger.close();
    expect(await readdir(data)).toEqual(before);
  });

  it.each(['missing', ''])(
    'that is not there (%j) is an error with its path, and makes nothing',
    async (name) => {
      const place = join(data, name);
      await expect(readLedger(place, {})).rejects.toMatchObject({
        message: expect.stringContaining(place),
      });
      expect(await readdir(data)).toEqual([]);
    },
  );

  it('of the first version says how to take its facts along', async () => {
    await mkdir(join(data, 'database'));
    await expect(readLedger(data, {})).rejects.toThrow('first version');
  });
});

describe('a stop', () => {
  it('leaves what was not begun in its queue, for the next start', async () => {
    const begun = signal();
    const goOn = signal();
    const alone = wiring({ subscriptions: [{ ...facts, batchSize: 1 }] });
    const first = await hostOf(
      alone,
      async () => {
        begun.tell();
        await goOn.happened;
      },
      { data },
    );
    await first.publish([fact('1'), fact('2')]);
    await begun.happened;
    const stopped = first.stop();
    goOn.tell();
    await stopped;
    const { ids, handler } = collecting();
    const second = await hostOf(alone, handler, { data });
    await second.idle();
    expect(ids).toEqual(['2']);
  });
});
