/** The description of the API, and that every answer is as described. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { openApi } from '../../../lib/api/openapi.ts';

const root = join(__dirname, '../../..');
const published = join(root, 'docs/schemas/openapi.json');

test('what is published is what the schemas of the answers say: npm run schemas writes it', async () => {
  expect(readFileSync(published, 'utf8') === (await openApi())).toBe(true);
});

test('it is a valid description by the recommended rules', async () => {
  const redocly = join(root, 'node_modules/.bin/redocly');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stderr } = await promisify(execFile)(redocly, ['lint', published], { env });
  expect(stderr).toContain('Your API description is valid');
}, 60_000);
