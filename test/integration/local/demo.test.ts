import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../../lib/local/demo.ts';
import { findings } from '../../../lib/local/findings.ts';
import { fact, facts, hostOf, idOf, recordsOf, stopHosts, wiring } from './stubs.ts';

let data = '';
let demo = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  demo = join(data, 'demo.jsonl');
  await writeFile(demo, ['1', '2'].map((id) => `${JSON.stringify(fact(id))}\n`).join(''));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

async function loading() {
  const ids: string[] = [];
  const stub = wiring({ subscriptions: [facts] });
  const host = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), { data });
  return { host, ids };
}

describe('the demo', () => {
  it('is loaded in its order into an empty ledger, and leaves no mark', async () => {
    const { host, ids } = await loading();
    expect(await loadDemo(host, data, demo)).toBe(true);
    expect(ids).toEqual(['1', '2']);
    expect(await readdir(data)).not.toContain('demo-loading');
  });

  it('is not loaded into a ledger that holds something', async () => {
    const { host, ids } = await loading();
    const { documents, name } = host.table;
    const Item = { pk: 'TEAM#a', sk: 'SUMMARY', list: 'TEAMS', listKey: 'a' };
    await documents.send(new PutCommand({ TableName: name, Item }));
    expect(await loadDemo(host, data, demo)).toBe(false);
    expect(ids).toEqual([]);
  });

  it('is loaded again as a whole when a loading was cut short', async () => {
    const { host, ids } = await loading();
    await expect(loadDemo(host, data, join(data, 'missing'))).rejects.toThrow('ENOENT');
    const { documents, name } = host.table;
    const Item = { pk: 'TEAM#a', sk: 'SUMMARY', list: 'TEAMS', listKey: 'a' };
    await documents.send(new PutCommand({ TableName: name, Item }));
    expect(await loadDemo(host, data, demo)).toBe(true);
    expect(ids).toEqual(['1', '2']);
  });
});

describe('what was found', () => {
  const answering = (answers: Record<string, unknown>) => ({
    request: async (_method: string, path: string) => ({
      status: 200,
      headers: {},
      body: JSON.stringify(answers[path]),
    }),
  });
  const release = { train: 'kubernetes', counts: true, state: 'published' };

  it('is said of the newest judged release of each train', async () => {
    const releases = [
      { ...release, release: 'k/2', version: '2', state: 'scheduled' },
      { ...release, release: 'k/1.1', version: '1.1', counts: false },
      { ...release, release: 'k/1', version: '1' },
      { ...release, release: 'k/0', version: '0' },
    ];
    const projects = [
      { project: 'a', verdict: 'shipped-on', streak: 0 },
      { project: 'b', verdict: 'shipped-nothing', streak: 1 },
      { project: 'c', verdict: 'shipped-nothing', streak: 3 },
      { project: 'd', verdict: 'exempt', streak: 0 },
    ];
    const host = answering({
      '/api/releases': { trains: [{ releases }] },
      '/api/releases/k%2F1': { projects },
    });
    expect(await findings(host)).toEqual([
      'Kubernetes 1: 1 of 3 projects shipped; nothing from c (3 in a row), b.',
    ]);
  });

  it('is nothing while no release was judged', async () => {
    expect(await findings(answering({ '/api/releases': { trains: [] } }))).toEqual([]);
  });
});
