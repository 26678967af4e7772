/** The package as it is packed and installed, with the dependencies that are here: no registry is needed. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

const bin = () => join(folder, 'node_modules/shipshape/bin/shipshape.js');

function run(file: string, ...words: readonly string[]) {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words], {
    ...{ cwd: folder, encoding: 'utf8', env },
  });
  return { status, stdout, stderr };
}

const shipshape = (...words: readonly string[]) => run(bin(), ...words);

describe('The packed package', () => {
  it('says its version, also where it is linked', () => {
    expect(shipshape('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const linked = join(folder, 'shipshape');
    symlinkSync(resolve('bin/shipshape.js'), linked);
    expect(run(linked, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('works, says what to type there, and passes on how a command ends', () => {
    const made = shipshape('init', 'catalog');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain('then look: shipshape validate catalog');
    expect(shipshape('validate', 'catalog')).toMatchObject({ status: 0, stderr: '' });
    expect(shipshape('validate', 'nowhere')).toMatchObject({ status: 2, stdout: '' });
    expect(shipshape('start', '--port', '99999', '--quiet').stderr).toContain('A port is a number');
  });

  it('starts, shows pages, and stops when it is told to', async () => {
    const words = ['start', '--memory', '--port', '0', '--quiet'];
    const child = spawn(process.execPath, [bin(), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    try {
      const [line] = await once(child.stdout, 'data');
      const page = await fetch(String(line).replace('Open ', '').trim(), {
        headers: { accept: 'text/html' },
      });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<title>');
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
  });
});

/** What each line has become after a press of Tab at its end. */
const COMPLETED: readonly (readonly [typed: string, completed: string])[] = [
  ['shipshape matr', 'shipshape matrix'],
  ['shipshape review an', 'shipshape review answer'],
  ['shipshape matrix --te', 'shipshape matrix --team'],
  ['shipshape matrix --qui', 'shipshape matrix --quiet'],
  ['shipshape matrix --format cs', 'shipshape matrix --format csv'],
  ['shipshape completion z', 'shipshape completion zsh'],
  ['shipshape validate cat', 'shipshape validate catalog'],
];

describe('Completion', () => {
  // What the last line completes to.
  const here = () => join(folder, 'typing');
  beforeAll(() => {
    mkdirSync(join(here(), 'catalog'), { recursive: true });
  });

  it('is that of bash', () => {
    const script = `source <(echo "$COMPLETION"); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _shipshape; [ "\${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "\${!#}")); echo "\${COMPREPLY[@]}"`;
    const env = { ...process.env, COMPLETION: shipshape('completion', 'bash').stdout };
    for (const [typed, completed] of COMPLETED) {
      const words = ['bash', ...typed.split(' ')];
      const { stdout } = spawnSync('bash', ['-c', script, ...words], {
        ...{ encoding: 'utf8', env, cwd: here() },
      });
      expect(stdout.trim()).toBe(completed.split(' ').at(-1));
    }
  });

  const hasZsh = spawnSync('zsh', ['--version']).status === 0;
  if (!hasZsh) process.stderr.write('zsh is not installed, so its completion is not tried.\n');

  (hasZsh ? it : it.skip)('is that of zsh, at a terminal', () => {
    writeFileSync(join(here(), 'completion.zsh'), shipshape('completion', 'zsh').stdout);
    writeFileSync(join(here(), 'setup.zsh'), ZSH_SETUP);
    writeFileSync(join(here(), 'type.zsh'), ZSH_TYPES);
    const lines = COMPLETED.map(([typed]) => typed);
    const { stdout, stderr } = spawnSync('zsh', ['-f', 'type.zsh', ...lines], {
      ...{ cwd: here(), encoding: 'utf8', timeout: 60_000 },
    });
    const completed = stdout.split('\n').map((line) => line.trim().replace(/\/$/, ''));
    expect([stderr, ...completed]).toEqual(['', ...COMPLETED.map(([, whole]) => whole), '']);
  });
});

/** An interactive shell, in which ^X prints the line that is being typed. */
const ZSH_SETUP = `
PS1= PS2=
autoload -Uz compinit; compinit -u -D
source ./completion.zsh
report() { print -r -- "<<$BUFFER>>"; BUFFER= }
zle -N report
bindkey '^I' complete-word
bindkey '^X' report
print -r -- '<<ready>>'
`;

/** Types each line into such a shell, with Tab at its end, and prints what it has become. */
const ZSH_TYPES = `
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell 'source ./setup.zsh'
zpty -r -m shell seen '*<<ready>>*'
for line in "$@"; do
  zpty -w -n shell "$line"$'\\t\\x18'
  zpty -r -m shell seen '*<<*>>*'
  print -r -- "\${\${seen##*<<}%%>>*}"
done
zpty -d shell
`;
