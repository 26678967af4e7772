import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HttpHandler } from '../../../functions/kernel/http/http.ts';
import { logger } from '../../../functions/kernel/log/logger.ts';
import { createWeb } from '../../../functions/site/web/app.ts';
import { fixtureReads } from '../../site/fixture/releases.ts';
import { ask } from '../../site/fixture/request.ts';
import { faulty } from '../../support/stores/faulty.ts';
import { openInMemory } from '../../support/stores/store-on.ts';
import { webOn, worldTable } from '../../verdicts/pages/asking.ts';

let web: HttpHandler;
beforeAll(async () => {
  web = webOn(await worldTable());
});
const judged = '/releases/kubernetes-1.30';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the JSON', () => {
  it('is the report, without what is internal', async () => {
    const { statusCode, headers, body } = await ask(web, `/api/v1${judged}`);
    expect(statusCode).toBe(200);
    expect(headers['Content-Type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({ release: 'kubernetes-1.30', train: 'kubernetes' });
    expect(body).not.toContain('secret rewrite');
  });

  it('lists the trains', async () => {
    const { trains } = JSON.parse((await ask(web, '/api/v1/releases')).body);
    expect(trains).toMatchObject([{ train: 'browser extension' }, { train: 'kubernetes' }]);
  });

  it('answers an unknown release with a code and words', async () => {
    const { statusCode, body } = await ask(web, '/api/v1/releases/none');
    expect(statusCode).toBe(404);
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'No release none is known here.',
      code: 'RELEASE_UNKNOWN',
    });
  });
});

describe('methods', () => {
  it('HEAD gets the answer without its body', async () => {
    const [head, get] = await Promise.all([ask(web, judged, { method: 'HEAD' }), ask(web, judged)]);
    expect(head).toEqual({ ...get, body: '' });
  });

  it('anything else is told what is possible', async () => {
    const { statusCode, headers } = await ask(web, judged, { method: 'POST' });
    expect(statusCode).toBe(405);
    expect(headers.Allow).toBe('GET, HEAD');
  });
});

describe('revalidation', () => {
  it('answers 304 without a body while the page holds', async () => {
    const { headers } = await ask(web, judged);
    expect(headers['Cache-Control']).toBe('no-cache');
    expect(headers.ETag).toMatch(/^W\/"/);
    const known = `"other", ${headers.ETag?.replace('W/', '')}`;
    const again = await ask(web, judged, { headers: { 'If-None-Match': known, 'Accept-Encoding': 'br' } });
    expect(again.headers.Vary).toBe('Accept-Encoding');
    expect(again.headers).not.toHaveProperty('Content-Encoding');
    expect(again).toMatchObject({ statusCode: 304, body: '', headers: { ETag: headers.ETag } });
    expect((await ask(web, '/', { headers: { 'If-None-Match': known } })).statusCode).toBe(200);
  });
});

describe('security', () => {
  it('allows the style sheet of this host and nothing else that runs or embeds', async () => {
    const { headers, body } = await ask(web, judged);
    const policy = headers['Content-Security-Policy'];
    expect(policy).toContain("default-src 'none'; style-src 'self'; img-src 'self' data:");
    expect(policy).toContain("base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/<script|<style| style="/);
    const [, sheet = ''] = /rel="stylesheet" href="([^"]+)"/.exec(body) ?? [];
    const { headers: kept, statusCode } = await ask(web, sheet);
    expect([statusCode, kept['Cache-Control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
  ])('compresses for who takes %s', async (accepted, encoding) => {
    const { headers, body, isBase64Encoded } = await ask(web, judged, {
      headers: { 'Accept-Encoding': accepted },
    });
    expect(headers).toMatchObject({ 'Content-Encoding': encoding, Vary: 'Accept-Encoding' });
    const bytes = Buffer.from(body, 'base64');
    const text = encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes);
    expect([isBase64Encoded, text.toString()]).toEqual([true, (await ask(web, judged)).body]);
  });

  it('does not compress with what a reader refuses', async () => {
    const { headers } = await ask(web, judged, { headers: { 'Accept-Encoding': 'br;q=0, gzip;q=0.5' } });
    expect(headers['Content-Encoding']).toBe('gzip');
  });

  it.each([judged, '/releases/none', '/api/v1/releases', '/api/v1/releases/none'])(
    '%s carries the headers',
    async (path) => {
      expect((await ask(web, path)).headers).toMatchObject({
        'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
        'X-Content-Type-Options': 'nosniff',
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'same-origin',
        'Strict-Transport-Security': expect.stringContaining('max-age='),
      });
    },
  );

  it.each(['/digests'])('a read that fails on %s is logged, and answered without its words', async (path) => {
    const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const secret = new Error('table shipshape-secret is gone');
    const store = faulty(openInMemory(), {
      before: () => {
        throw secret;
      },
    });
    const around = () => ({ store, publish: async () => {}, now: '2024-06-01T00:00:00.000Z' });
    const failing = createWeb(fixtureReads(), undefined, around);
    const { statusCode, headers, body } = await ask(failing, path);
    expect(statusCode).toBe(500);
    expect(body).toContain('invocation-1');
    expect(body).not.toMatch(/secret|Error:|\bat /);
    expect(headers['Content-Security-Policy']).toBeDefined();
    expect(logged).toHaveBeenCalledWith('A request failed', { error: secret });
  });
});
