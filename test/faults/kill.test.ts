/** A few kills of `npm start`; `node test/faults/kill.ts` has fifty. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { chanceFrom } from './chance.ts';
import { killed } from './killing.ts';

it('Every delivery that was answered 2xx is recorded, and only a kill repeats a mail', async () => {
  const data = await mkdtemp(join(tmpdir(), 'shipshape-kill-'));
  const chance = chanceFrom(3);
  const { acked, missing, dead, mails, repeats } = await killed({
    data,
    kills: 3,
    perSecond: 30,
    lifeMs: 2500,
    random: () => chance.next(),
  });
  await rm(data, { recursive: true });
  expect({ missing, dead }).toEqual({ missing: [], dead: 0 });
  expect(acked).toBeGreaterThan(0);
  expect(mails).toBeGreaterThan(0);
  expect(repeats.every((more) => more === 1) && repeats.length <= 3).toBe(true);
});
