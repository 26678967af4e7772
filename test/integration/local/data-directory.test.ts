import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inIndex } from '../../../functions/ledger/query.ts';
import { LISTING } from '../../../functions/ledger/table.ts';
import type { Handler } from '../../../lib/local/load-bundle.ts';
import { fact, facts, hostOf, idOf, recordsOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const stub = wiring({ subscriptions: [facts] });
let data = '';
const children: ChildProcessByStdio<null, Readable, null>[] = [];

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

const journal = () => readFile(join(data, 'journal.jsonl'), 'utf8');
const inUse = {
  name: 'DataDirectoryInUseError',
  message: expect.stringMatching(
    /^The data directory .* is in use by another Shipshape .*--data with another/,
  ),
};

describe('the data directory', () => {
  it('is refused while another process has it, and free once that is killed', async () => {
    const other = await otherHost();
    const { handler } = collecting();
    await expect(hostOf(stub, handler, { data })).rejects.toMatchObject(inUse);
    await kill(other);
    await hostOf(stub, handler, { data });
  });

  it('is refused while a host of the same process has it', async () => {
    const { handler } = collecting();
    const host = await hostOf(stub, handler, { data });
    await expect(hostOf(stub, handler, { data })).rejects.toMatchObject(inUse);
    await host.stop();
    await hostOf(stub, handler, { data });
  });

  it('keeps what was accepted and not done when the process is killed', async () => {
    await kill(await otherHost());
    await appendFile(join(data, 'journal.jsonl'), '\n{"source":"shipshape","detail-ty');
    const { ids, handler } = collecting();
    const host = await hostOf(stub, handler, { data });
    await host.publish([fact('3')]);
    await host.idle();
    expect(ids.toSorted()).toEqual(['1', '2', '3']);
    expect(await journal()).toBe('');
  });

  it('keeps an event that came right after a torn line', async () => {
    const left = JSON.stringify(fact('0'));
    await writeFile(join(data, 'journal.jsonl'), `${left}\n{"torn`);
    const goOn = signal();
    const host = await hostOf(stub, () => goOn.happened, { data });
    await host.publish([fact('1')]);
    const lines = (await journal()).split('\n');
    goOn.tell();
    expect(lines.slice(0, -1)).toEqual([left, '{"torn']);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ detail: { id: '1' } });
  });

  it('forgets nothing that is accepted while the journal is emptied', async () => {
    const { ids, handler } = collecting();
    const host = await hostOf(stub, handler, { data });
    const some = Array.from({ length: 50 }, (_, at) => `${at}`);
    for (const id of some) {
      await host.publish([fact(id)]);
      await settle();
    }
    await Promise.all(some.map((id) => host.publish([fact(`${id} again`)])));
    await host.idle();
    expect(ids).toHaveLength(100);
    expect(await journal()).toBe('');
  });

  it('keeps dead letters and the table', async () => {
    const time = new VirtualTime();
    const once = wiring({ subscriptions: [{ ...facts, attempts: 1 }] });
    const first = await hostOf(once, () => Promise.reject(new Error('never')), { data, time });
    await first.publish([fact('1')]);
    await first.idle();
    const { documents, name } = first.table;
    await documents.send(
      new PutCommand({ TableName: name, Item: { pk: 'P', sk: 'S', list: 'L', listKey: 'K' } }),
    );
    await first.stop();
    const second = await hostOf(stub, () => {}, { data });
    expect(second.deadLetters()).toEqual([
      expect.objectContaining({ queue: 'facts', reason: 'Error: never' }),
    ]);
    const { Items } = await second.table.documents.send(
      new QueryCommand({ ...inIndex(LISTING, 'L'), TableName: second.table.name }),
    );
    expect(Items).toEqual([{ pk: 'P', sk: 'S', list: 'L', listKey: 'K' }]);
  });
});
