import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { all } from '../../../functions/kernel/store/store.ts';
import { databaseIn } from '../../../lib/local/data-directory.ts';
import { tidy } from '../../../lib/local/processing.ts';
import { openForRequests } from '../../../lib/local/storage.ts';

let data = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-tidy-'));
});
afterEach(() => rm(data, { recursive: true }));

it('Tidying removes what expired, however much, and empties the file that is written ahead', async () => {
  const store = openForRequests(data);
  const now = Date.parse('2024-08-13T10:00:00Z');
  const seconds = now / 1000;
  for (let at = 0; at < 2500; at += 1)
    await store.put({ pk: 'P', sk: String(at).padStart(5, '0'), expiresAt: seconds - 1 });
  await store.put({ pk: 'P', sk: 'later', expiresAt: seconds + 1 });
  await store.put({ pk: 'P', sk: 'never' });
  tidy(store, now);
  expect((await all(store.query('P'))).map(({ sk }) => sk)).toEqual(['later', 'never']);
  expect((await stat(`${databaseIn(data)}-wal`)).size).toBe(0);
  store.close();
});
