/** Every bundle as it is deployed: built once, loaded by `require` in a process of its own, and called with a small event. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bundle } from '../../lib/bundle.ts';
import { functions } from '../../lib/wiring.ts';
import type { FunctionWiring, Pattern } from '../../lib/wiring-shape.ts';
import { sampleOf } from '../events/samples.ts';
import { type AwsEndpoint, awsEndpoint } from '../support/aws-endpoint.ts';
import { builtFunctions } from '../support/built-functions.ts';
import { batchOf } from '../support/messages.ts';

const run = promisify(execFile);
let folder: string;
/** What these tests write. */
let own: string;
let aws: AwsEndpoint;

beforeAll(async () => {
  folder = await builtFunctions();
  own = await mkdtemp(join(tmpdir(), 'shipshape-bundles-'));
});
afterAll(async () => {
  await rm(own, { recursive: true });
});
beforeEach(async () => {
  aws = await awsEndpoint();
});
afterEach(() => aws.close());

const environment = () => ({
  AWS_REGION: 'eu-central-1',
  AWS_ENDPOINT_URL: aws.endpoint,
  AWS_ACCESS_KEY_ID: 'the-key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  SHIPSHAPE_TABLE: 'the-table',
  SHIPSHAPE_BUS: 'the-bus',
  SHIPSHAPE_WEBHOOK_SECRETS: '{}',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
  // Nobody listens at this port.
  SHIPSHAPE_OIDC_ISSUER: 'http://127.0.0.1:9',
  SHIPSHAPE_OIDC_CLIENT_ID: 'shipshape',
  SHIPSHAPE_SESSION_KEYS: 'the-keys-of-sessions',
  SHIPSHAPE_URL: 'https://shipshape.example.com',
});

/** Calls a bundle in an environment as Lambda makes it. @returns its answer */
async function call(name: string, event: unknown): Promise<unknown> {
  const file = join(own, `${name}-event.json`);
  await writeFile(file, JSON.stringify(event));
  const script = `
    const { handler } = require(${JSON.stringify(join(folder, name, 'index.cjs'))});
    const context = { awsRequestId: '1', functionName: '${name}', getRemainingTimeInMillis: () => 60_000 };
    const event = JSON.parse(require('node:fs').readFileSync(${JSON.stringify(file)}, 'utf8'));
    Promise.resolve(handler(event, context)).then((answer) => console.log('\\n' + JSON.stringify(answer ?? null)));`;
  return inProcess(script);
}

/** Runs a script in an environment as Lambda makes it. @returns what it printed last */
async function inProcess(script: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['-e', script], { env: environment() });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** What a subscription hears; of facts, one that nobody understands: to do another, a table must hold what is put. */
const eventFor = ({ source, 'detail-type': types = [] }: Pattern) => {
  const sample = types[0] === undefined ? { 'detail-type': 'Nothing', detail: {} } : sampleOf(types[0]);
  return JSON.stringify({ ...sample, source: source[0] });
};

const request = (method: string, path: string) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method, path, protocol: 'HTTP/1.1', sourceIp: '1.2.3.4', userAgent: '' } },
  isBase64Encoded: false,
});

const subscriptions = functions.flatMap(({ name, subscriptions = [] }) =>
  subscriptions.map(({ name: queue, pattern }) => [name, queue, eventFor(pattern)] as const),
);
const schedules = functions.flatMap(({ name, schedules = [] }: FunctionWiring) =>
  schedules.slice(0, 1).map(({ input = {} }) => [name, input] as const),
);

describe('The bundle of', () => {
  it.each(subscriptions)('%s does an event of the queue %s', async (name, _queue, body) => {
    expect(await call(name, batchOf([body]))).toEqual({ batchItemFailures: [] });
    expect(aws.calls).not.toEqual([]);
  });

  it.each(schedules)('%s does what its schedule says', async (name, input) => {
    expect(await call(name, input)).toBeNull();
  });

  it('ingest answers who is not connected', async () => {
    expect(await call('ingest', request('POST', '/webhooks/github'))).toMatchObject({ statusCode: 404 });
  });

  it('web answers with a page, and with JSON', async () => {
    const page = await call('web', request('GET', '/releases'));
    expect(page).toMatchObject({ statusCode: 200, body: expect.stringContaining('<h1>Releases</h1>') });
    const json = await call('web', request('GET', '/api/v1/releases'));
    expect(json).toMatchObject({ statusCode: 200, body: expect.stringContaining('"trains":[]') });
  });

  it('web knows no session that it did not make, and says that the provider is down', async () => {
    const asked = { ...request('GET', '/sign-in'), cookies: ['__Host-shipshape=e30.e30.e30.e30.e30'] };
    expect(await call('web', asked)).toMatchObject({
      statusCode: 503,
      body: expect.stringContaining('cannot be reached'),
    });
  });

  it('each function of the wiring is called here', () => {
    const called = new Set([...subscriptions, ...schedules].map(([name]) => name));
    expect(functions.map(({ name }) => name).filter((name) => !called.has(name))).toEqual(['ingest', 'web']);
  });
});

/** The sources of one file of a bundle, as its map names them. */
async function sourcesOf(name: string, file = 'index.cjs'): Promise<readonly string[]> {
  const { sources }: { sources: string[] } = JSON.parse(
    await readFile(join(folder, name, `${file}.map`), 'utf8'),
  );
  return sources;
}

describe('What a bundle has at its start', () => {
  it.each(functions.map(({ name }) => name))('is in one file, and builds no schema: %s', async (name) => {
    // A hook of zod's own, which it calls with each schema that is built.
    const script = `
      const built = [];
      globalThis.__zod_globalConfig = { postProcessor: () => built.push(new Error('It is built').stack) };
      require(${JSON.stringify(join(folder, name, 'index.cjs'))});
      const loaded = Object.keys(require.cache).map((file) => require('node:path').basename(file));
      console.log('\\n' + JSON.stringify({ built, loaded }));`;
    expect(await inProcess(script)).toEqual({ built: [], loaded: ['index.cjs'] });
  });

  it('is nothing that one path alone needs', async () => {
    const start = (await Promise.all(functions.map(({ name }) => sourcesOf(name)))).flat();
    const packages = new Set(
      start.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
    );
    for (const late of ['nodemailer', '@aws-sdk/client-sesv2', '@aws-sdk/client-secrets-manager'])
      expect(packages).not.toContain(late);
    expect(packages).not.toContain('@marcbachmann/cel-js');
    expect(await sourcesOf('web')).not.toContain('functions/digests/pages/show-digests.ts');
  });

  it('is shared with what comes later: there is one of each', async () => {
    const files = (await readdir(join(folder, 'web'))).filter((file) => file.endsWith('.cjs'));
    const maps = files.filter((file) => file === 'index.cjs' || !/^chunk-/.test(file));
    const all = (await Promise.all(maps.map((file) => sourcesOf('web', file).catch(() => [])))).flat();
    const own = all.filter((file) => /^(functions|events)\//.test(file));
    expect(own.filter((file) => file.endsWith('kernel/surroundings.ts'))).toHaveLength(1);
    expect(own.length).toBe(new Set(own).size);
  });

  it('says in lines of its own what alarms look at, where the wiring says that it counts', async () => {
    const counting = await Promise.all(
      functions.map(async ({ name }) => {
        const files = (await readdir(join(folder, name))).filter((file) => file.endsWith('.map'));
        const sources = (
          await Promise.all(files.map((file) => sourcesOf(name, file.replace(/\.map$/, ''))))
        ).flat();
        const own = [...new Set(sources)].filter((file) => /^functions\/(?!runtime\/metrics\.ts)/.test(file));
        const texts = await Promise.all(own.map((file) => readFile(file, 'utf8')));
        return texts.some((text) => /\bmetrics\.add/.test(text)) ? [name] : [];
      }),
    );
    expect(counting.flat()).toEqual(functions.filter(({ counts }) => counts).map(({ name }) => name));
  });
});

describe('An error in a bundle', () => {
  it('says where in the sources it comes from', async () => {
    const entry = `
      import './functions/kernel/source-positions.ts';
      import { readStored } from './events/read.ts';
      export const handler = () => readStored('FeatureImagined', '{}');`;
    await bundle(join(own, 'failing'), entry);
    const failing = (map: string) => `
      const { rmSync } = require('node:fs');
      ${map}
      const { handler } = require(${JSON.stringify(join(own, 'failing', 'index.cjs'))});
      try { handler(); } catch (error) { console.log('\\n' + JSON.stringify(error.stack)); }`;
    const source = await readFile('events/read.ts', 'utf8');
    const line = source.split('\n').findIndex((text) => text.includes('no fact is called $')) + 1;
    expect(await inProcess(failing(''))).toMatch(
      new RegExp(`^Error: no fact is called FeatureImagined\n    at \\(events/read\\.ts:${line}:\\d+\\)`),
    );
    const without = `rmSync(${JSON.stringify(join(own, 'failing', 'index.cjs.map'))});`;
    expect(await inProcess(failing(without))).toMatch(
      /^Error: no fact is called FeatureImagined\n {4}at .*failing\/index\.cjs:/,
    );
  });
});
