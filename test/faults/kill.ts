/** `node test/faults/kill.ts [kills]`: kills `npm start` under 100 webhooks a second, and says whether anything was lost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killed } from './killing.ts';

const kills = Number(process.argv[2] ?? 50);
const data = await mkdtemp(join(tmpdir(), 'shipshape-kill-'));
const result = await killed({ data, kills, perSecond: 100, lifeMs: 4000, random: Math.random });
const { acked, missing, dead, mails, repeats } = result;
console.log(`${kills} kills: ${acked} deliveries were answered 2xx, ${missing.length} of them are missing.`);
console.log(
  `${dead} dead letters. ${mails} mails; ${repeats.length} came twice or more (${repeats.join(', ')}).`,
);
const isRight = missing.length === 0 && dead === 0 && repeats.every((more) => more === 1);
if (isRight) await rm(data, { recursive: true });
else console.log(`The data directory is kept: ${data}. Missing: ${missing.slice(0, 20).join(', ')}`);
process.exitCode = isRight ? 0 : 1;
