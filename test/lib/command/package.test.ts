/** The package as it is packed and installed, with the dependencies that are here: no registry is needed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let folder = '';
const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipshape-package-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const installed = join(folder, 'node_modules/shipshape');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', join(folder, packed.trim()), '-C', installed, '--strip-components=1']);
  for (const name of readdirSync('node_modules'))
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
});
afterAll(() => rmSync(folder, { recursive: true }));

function shipshape(...words: readonly string[]) {
  const bin = join(folder, 'node_modules/shipshape/bin/shipshape.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  return { status, stdout, stderr };
}

describe('The packed package', () => {
  it('says its version', () => {
    expect(shipshape('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('works, and passes on how a command ends', () => {
    expect(shipshape('init', 'catalog')).toMatchObject({ status: 0, stderr: '' });
    expect(shipshape('validate', 'catalog')).toMatchObject({ status: 0, stderr: '' });
    expect(shipshape('validate', 'nowhere')).toMatchObject({ status: 2, stdout: '' });
    expect(shipshape('start', '--port', '99999', '--quiet').stderr).toContain('A port is a number');
  });

  it('completes commands and their options in bash', () => {
    const script = `source <(echo "$COMPLETION"); COMP_WORDS=(shipshape $0); COMP_CWORD=$#
      COMP_WORDS=(shipshape "$@"); _shipshape; echo "\${COMPREPLY[@]}"`;
    const complete = (...words: readonly string[]) =>
      spawnSync('bash', ['-c', script, 'bash', ...words], {
        ...{ encoding: 'utf8', env: { ...process.env, COMPLETION: shipshape('completion', 'bash').stdout } },
      }).stdout.trim();
    expect(complete('matr')).toBe('matrix');
    expect(complete('review', 'an')).toBe('answer');
    expect(complete('matrix', '--te')).toBe('--team');
    expect(complete('completion', 'z')).toBe('zsh');
  });
});
