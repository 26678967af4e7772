/** Writes what is generated of the documents: the reference of the command line. */
import { readFile, writeFile } from 'node:fs/promises';
import { commandLine } from '../lib/command/program.ts';
import { withReference } from '../lib/command/reference.ts';
import type { Terminal } from '../lib/command/terminal.ts';

const silent: Terminal = { out: () => {}, err: () => {}, isInteractive: false, end: () => {} };
const program = commandLine({ terminal: silent, environment: {}, now: new Date().toISOString() });

const document = new URL('../docs/command-line.md', import.meta.url);
await writeFile(document, withReference(await readFile(document, 'utf8'), program));
console.log('Wrote the reference of the command line to docs/command-line.md.');
