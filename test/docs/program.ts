import type { Command } from 'commander';
import { commandLine } from '../../lib/command/program.ts';

/** The program with all its commands, none of which is run. */
export const everyCommand = (): Command =>
  commandLine({
    terminal: { out: () => {}, err: () => {}, isInteractive: false, end: () => {} },
    environment: {},
    now: '2026-11-27T00:00:00.000Z',
  });
