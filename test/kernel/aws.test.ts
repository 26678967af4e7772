/** What is put into every bundle for AWS, and what is kept out: built as it is deployed, and run in a process of its own. */
import { execFile } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FACT_SOURCE } from '../../events/contract.ts';
import { type AwsEndpoint, awsEndpoint } from '../support/aws-endpoint.ts';
import { builtFunctions } from '../support/built-functions.ts';
import { batchOf } from '../support/messages.ts';

const run = promisify(execFile);

let folder: string;
let packages: string[];
let aws: AwsEndpoint;

beforeAll(async () => {
  folder = await builtFunctions();
  packages = [];
  for await (const map of glob(join(folder, '*/*.map'))) {
    const { sources }: { sources: string[] } = JSON.parse(await readFile(map, 'utf8'));
    packages.push(...sources.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
  }
});
beforeEach(async () => {
  aws = await awsEndpoint();
});
afterEach(() => aws.close());

/**
 * Calls the bundle of `record` with a fact that nobody understands, in an environment as Lambda makes it: that is put
 * away and announced, without anything that was put having to be found again.
 * @returns its answer
 */
async function record(credentials: Readonly<Record<string, string>>): Promise<unknown> {
  const batch = JSON.stringify(
    batchOf([JSON.stringify({ source: FACT_SOURCE, 'detail-type': 'Nothing', detail: {} })]),
  );
  const script = `
    const context = { getRemainingTimeInMillis: () => 60_000 };
    require(${JSON.stringify(join(folder, 'record', 'index.cjs'))})
      .handler(${batch}, context)
      .then((answer) => console.log('\\n' + JSON.stringify(answer)));`;
  const env = {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_MAX_ATTEMPTS: '1',
    SHIPSHAPE_TABLE: 'the-table',
    SHIPSHAPE_BUS: 'the-bus',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    ...credentials,
  };
  const { stdout } = await run(process.execPath, ['-e', script], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('A bundle', () => {
  it('holds no provider of credentials but its own', () => {
    expect(packages.length).toBeGreaterThan(10);
    expect(
      packages.filter((name) => /credential-provider|token-providers|nested-clients|sso/.test(name)),
    ).toEqual([]);
  });

  it('finds the table and the bus of its environment, with the credentials of its role', async () => {
    const keys = {
      AWS_ACCESS_KEY_ID: 'the-key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'the-session',
    };
    expect(await record(keys)).toEqual({ batchItemFailures: [] });
    const targets = new Set(aws.calls.map(({ target }) => target));
    expect(targets).toEqual(new Set(['PutItem', 'PutEvents']));
    for (const { target, headers, body } of aws.calls) {
      expect(headers.authorization).toContain('Credential=the-key/');
      expect(headers['x-amz-security-token']).toBe('the-session');
      expect(body).toContain(target === 'PutEvents' ? 'the-bus' : 'the-table');
    }
  });

  it('looks for credentials nowhere else', async () => {
    const elsewhere = { AWS_PROFILE: 'default', AWS_CONTAINER_CREDENTIALS_FULL_URI: aws.endpoint };
    expect(await record(elsewhere)).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(aws.calls).toEqual([]);
  });
});
