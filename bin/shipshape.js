#!/usr/bin/env node
/**
 * `shipshape` where the package is linked or installed: runs bin/shipshape.ts under a Node that reads TypeScript. Only this file
 * and what it imports has to run under older ones.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;

/** This Node if it is new enough, and otherwise the one that the package brings along. */
function node() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST) return process.execPath;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', `node${suffix}`);
}

/** What messages tell people to type. */
const called = process.env.npm_lifecycle_event === 'npx' ? 'npx shipshape' : 'shipshape';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const options = [
  '--disable-warning=ExperimentalWarning',
  '--import',
  new URL('typescript.js', import.meta.url).href,
];
const child = spawn(node(), [...options, here('shipshape.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, SHIPSHAPE_CALLED: called },
});

// A terminal signals the whole group; other senders signal this process alone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
child.on('error', (error) => {
  process.stderr.write(
    `Node ${OLDEST} or newer could not be started (${error.message}). Install it, or run npm ci again.\n`,
  );
  process.exitCode = 1;
});
child.on('exit', (status, signal) => {
  process.exitCode = status ?? 128 + (constants.signals[signal] ?? 0);
});
