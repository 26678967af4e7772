import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';

let host: Host | undefined;
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

async function metricsOf(environment: Readonly<Record<string, string>>, authorization?: string) {
  host ??= await startHost({ environment, log: () => {}, clock: false });
  const answer = await fetch(`${host.address}/metrics`, {
    headers: { ...(authorization && { authorization }) },
  });
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
}

describe('GET /metrics', () => {
  it('is text for Prometheus, for this machine without the token', async () => {
    const { status, type, body } = await metricsOf({});
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(body).toContain('# TYPE shipshape_dead_letters gauge\nshipshape_dead_letters 0\n');
    for (const line of body.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"\})? \d+)$/);
  });

  it('takes the token where a proxy may be in front, and then nothing else', async () => {
    const environment = { SHIPSHAPE_URL: 'https://shipshape.example.com' };
    expect(await metricsOf(environment)).toMatchObject({ status: 401 });
    expect(await metricsOf(environment, 'Bearer wrong')).toMatchObject({ status: 401 });
    expect(await metricsOf(environment, `Bearer ${host?.apiToken}`)).toMatchObject({ status: 200 });
  });
});

describe('The unit for systemd', () => {
  const isThere = spawnSync('systemd-analyze', ['--version']).status === 0;
  (isThere ? it : it.skip)('has no mistake, but for paths that are not on this machine', () => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', 'docs/shipshape.service'], {
      encoding: 'utf8',
    });
    const mistakes = stderr.split('\n').filter((line) => line.includes('shipshape.service'));
    expect(mistakes.filter((line) => !/is not executable|man page|Failed to open/i.test(line))).toEqual([]);
  });
});
