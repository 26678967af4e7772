/** `npm start` as people run it: a process of its own, with the queues on a thread of their own. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HostProcess, hostProcess } from '../../support/host-process.ts';
import { shipshape } from '../command/shipshape.ts';

let data = '';
let running: HostProcess | undefined;

beforeEach(async () => {
  data = join(await mkdtemp(join(tmpdir(), 'shipshape-process-')), 'data');
});
afterEach(async () => {
  await running?.kill();
  running = undefined;
  await rm(join(data, '..'), { recursive: true });
});

const start = async (...more: readonly string[]) => {
  running = await hostProcess(data, {}, ...more);
  return running;
};

/** Starts it where it cannot start. */
function refused(...more: readonly string[]) {
  const words = ['bin/start.ts', '--port', '0', '--data', data, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const get = async ({ address }: HostProcess, path: string) => (await fetch(`${address}${path}`)).text();

describe('npm start', () => {
  it('says where it is before anything else, and then what it found in the demo', async () => {
    const host = await start('--demo');
    expect(host.out[0]).toBe(`Open ${host.address}`);
    await until(async () => host.out.some((line) => line.includes('/digests/all/')));
    expect(host.out).toContainEqual(
      expect.stringMatching(/^Kubernetes 1\.31: 8 of 11 projects shipped; nothing from /),
    );
    expect(await get(host, '/releases/kubernetes-1.31')).toContain('SIG Windows');
    expect(JSON.parse(await get(host, '/health'))).toMatchObject({ status: 'ok', deadLetters: 0 });
    expect(host.err).toEqual([]);
    expect(await host.stop()).toBe(0);
  });

  it('begins empty in a directory that is named and new, and says where and how to fill it', async () => {
    const host = await start();
    await until(async () => host.out.some((line) => line.startsWith('No webhook')));
    expect(host.out[1]).toBe(`${data} is new and empty. To fill it, in another terminal:`);
    expect(host.out.join('\n')).not.toContain('demo');
    expect(JSON.parse(await get(host, '/api/v1/releases'))).toMatchObject({ trains: [] });
  });

  it('says that a demo is not loaded beside what is there, and prints only the address when asked', async () => {
    const first = await start('--demo');
    await until(async () => first.out.some((line) => line.includes('Start for real')));
    await first.stop();
    const again = await start('--demo');
    await until(async () => again.out.some((line) => line.includes('Start for real')));
    expect(again.out[1]).toMatch(/^The demo is not loaded: .* already holds a ledger\./);
    await again.stop();
    const quiet = await start('--quiet');
    expect(await quiet.stop()).toBe(0);
    expect(quiet.out.filter((line) => !line.startsWith('Finishing'))).toEqual([`Open ${quiet.address}`]);
  });

  it('keeps everything from others, whatever the umask is', async () => {
    const before = process.umask(0o000);
    const host = await start('--demo');
    process.umask(before);
    await until(async () => host.out.some((line) => line.includes('/digests/all/')));
    const modes = await Promise.all(
      (await readdir(data)).map(async (name) => [name, (await stat(join(data, name))).mode & 0o077]),
    );
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  it('is refused a directory that another has, in a sentence; commands read it meanwhile', async () => {
    const host = await start('--demo');
    await until(async () => host.out.some((line) => line.includes('/digests/all/')));
    const second = refused();
    expect(second).toMatchObject({ status: 2, stdout: '' });
    expect(second.stderr).toMatch(/^The data directory .* is in use by another Shipshape[^\n]*\n$/);
    const dumped = await shipshape('dump', '--data', data);
    expect(dumped).toMatchObject({ status: 0, err: '' });
    expect(dumped.out).toContain('"kubernetes-1.31"');
    const backup = await shipshape('backup', `${data}.copy`, '--data', data);
    expect(backup).toMatchObject({ status: 0, err: '' });
  });

  it('goes on where a process was killed, with what that had taken', async () => {
    const first = await start('--demo');
    await first.kill();
    const second = await start('--demo');
    await until(async () => (await get(second, '/api/v1/releases')).includes('kubernetes-1.31'));
    await until(async () => Object.keys(JSON.parse(await get(second, '/health')).queues).length === 0);
    expect(await get(second, '/releases/kubernetes-1.31')).toContain('SIG Windows');
  });

  it('says what to do about a database that is damaged, and shows no stack', async () => {
    const host = await start('--demo');
    await host.stop();
    await writeFile(join(data, 'shipshape.sqlite'), 'no database '.repeat(1000));
    const { status, stdout, stderr } = refused();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^The database .* is damaged, or not a database\. Restore a backup: [^\n]*\n$/);
  });

  it('says that a port is taken, or that a file is in the place of its directory, and shows no stack', async () => {
    const host = await start();
    const { port } = new URL(host.address);
    const taken = refused('--data', `${data}.other`, '--port', port);
    expect(taken).toMatchObject({ status: 2, stdout: '' });
    expect(taken.stderr).toBe(`Port ${port} is taken. Stop what uses it, or choose another with --port.\n`);
    await writeFile(`${data}.file`, '');
    for (const path of [`${data}.file`, `${data}.file/below`]) {
      const ended = refused('--data', path);
      expect(ended).toMatchObject({ status: 2, stdout: '' });
      expect(ended.stderr).toMatch(/^The data directory .* cannot be used: [^\n]* is a file|there is a file/);
      expect(ended.stderr).not.toContain('    at ');
    }
  });

  it.each([
    ['an option that is none', ['--bogus'], 2, /unknown option '--bogus'/],
    ['a proxy that is none', ['--trust-proxy', 'x'], 2, /^SHIPSHAPE_TRUST_PROXY: x is no address of a proxy/],
    ['a port that is none', ['--port', '99999'], 2, /A port is a number between/],
    [
      'an address that is not of this machine',
      ['--host', '203.0.113.1'],
      2,
      /^Nothing can listen at 203\.0\.113\.1/,
    ],
    ['options that do not go together', ['--memory'], 2, /'--memory' cannot be used with option '--data/],
    [
      'an address of the pages that is none',
      ['--public-url', 'nowhere'],
      2,
      /^SHIPSHAPE_URL: this cannot be/,
    ],
  ])('says what is wrong with %s', (_what, words, status, message) => {
    const ended = refused(...words);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toContain('    at ');
  });
});
