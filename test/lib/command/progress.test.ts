/** `replay` and `check` say how far they are where nobody watches: a line every five seconds. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countOn } from '../../../lib/command/terminal.ts';
import { runCheck, runReplay } from '../../../lib/command/verdicts/judge-releases.ts';
import { change, cut, scheduled, started } from '../../support/facts.ts';

const NOW = '2026-11-27T00:00:00.000Z';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-progress-'));
});
afterEach(() => rm(folder, { recursive: true }));

function terminalOf(isInteractive = false) {
  const told: string[] = [];
  const terminal = {
    out: () => {},
    err: (text: string) => void told.push(text),
    isInteractive,
    end: () => {},
  };
  return { terminal, told };
}

/** A clock that moves by six seconds each time somebody looks. */
function jumping() {
  let at = 0;
  return () => {
    at += 6000;
    return at;
  };
}

describe('The progress of a long run', () => {
  it('is told in lines while files are replayed, and while a release is judged again', async () => {
    const file = join(folder, 'events.jsonl');
    const data = join(folder, 'data');
    const facts = [
      started('rank'),
      scheduled('5.0', '2024-02-01'),
      change('rank', '2024-01-10'),
      cut('5.0', '2024-02-01'),
    ];
    await writeFile(file, facts.map((entry) => JSON.stringify(entry)).join('\n'));
    const replayed = terminalOf();
    await runReplay(replayed.terminal, [file], { data }, NOW, jumping());
    expect(replayed.told).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+ lines\n$/)]));
    const checked = terminalOf();
    await runCheck(checked.terminal, '5.0', { data }, NOW, jumping());
    expect(checked.told).toEqual(expect.arrayContaining([expect.stringMatching(/^1 of 1 teams\n$/)]));
  });

  it('is one line at a terminal, and nothing in a short run elsewhere', () => {
    const watched = terminalOf(true);
    const shown = countOn(watched.terminal, 'lines');
    shown.tell(1200);
    shown.end();
    expect(watched.told).toEqual(['\r1,200 lines', '\n']);
    const piped = terminalOf();
    const quick = countOn(piped.terminal, 'lines', () => 0);
    quick.tell(1200);
    quick.end();
    expect(piped.told).toEqual([]);
  });
});
