/** `npm run check`: everything that must hold, one after the other, and at the end what did not. `--static` leaves out the tests. */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, script: string])[] = [
  ['types', 'types'],
  ['lint and format', 'lint'],
  ['who imports whom', 'boundaries'],
  ['unused code', 'unused'],
  ['synth with nag', 'synth'],
  ['tests', 'test'],
];

const isStatic = process.argv.includes('--static');
const failed: string[] = [];
for (const [name, script] of steps) {
  if (isStatic && script === 'test') continue;
  const started = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks hold.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
