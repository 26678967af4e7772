/**
 * Makes `docs/terminal.png` from a real run of the command in a folder of its own:
 * `node test/browser/make-terminal-picture.ts` in the root of the project. It needs Chromium (see chromium.ts). All of its
 * text was printed by the command, but for the prompts, the remarks behind `#`, and the lines that say how many are left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath, startChromium } from './chromium.ts';

const PICTURE = 'docs/terminal.png';
const COLUMNS = 110;
const PROMPT = 'npm run --silent shipshape --';
const COMMAND = join(process.cwd(), 'bin/shipshape.ts');

/** What one command shows. */
interface Command {
  readonly words: readonly string[];
  /** 0 where absent. */
  readonly status?: number;
  /** Lines that are shown at the beginning and at the end, where not all of them are. */
  readonly shown?: readonly [first: number, last: number];
}

/** A value of the catalog that is changed by hand, and what is said of it. */
interface Edit {
  readonly remark: string;
  readonly from: string;
  readonly to: string;
}

const MISTYPED: Edit = {
  remark: 'in catalog/features.yml, gitlab is mistyped',
  from: 'gitlab:',
  to: 'gitlba:',
};
const MENDED: Edit = { remark: 'and mended', from: MISTYPED.to, to: MISTYPED.from };

const DOCUMENTED = ['--as', 'ada', '--comment', 'A new user succeeded'];
const INCLUDED = ['--as', 'ada', '--na', '--comment', 'Included'];

const steps: readonly (Command | Edit)[] = [
  { words: ['init', 'catalog'] },
  MISTYPED,
  { words: ['validate', 'catalog'], status: 1 },
  MENDED,
  { words: ['import', 'catalog', '--data', '.shipshape'], shown: [4, 1] },
  { words: ['star', 'code-search', 'documentation', ...DOCUMENTED] },
  { words: ['star', 'batch-changes', 'pricing-and-packaging', ...INCLUDED] },
  { words: ['matrix'], shown: [5, 7] },
];

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const line = (kind: 'command' | 'remark' | 'cut' | 'printed', text: string) =>
  `<div class="${kind}">${escaped(text) || ' '}</div>`;

function edit(folder: string, { remark, from, to }: Edit): string[] {
  const file = join(folder, 'catalog/features.yml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
  return [line('remark', `# ${remark}`)];
}

/** As one types it. */
const quoted = (word: string) => (/^[\w./-]+$/.test(word) ? word : JSON.stringify(word));

function run(folder: string, { words, status = 0, shown }: Command): string[] {
  const ended = spawnSync(process.execPath, [COMMAND, ...words], { cwd: folder, encoding: 'utf8' });
  const typed = words.map(quoted).join(' ');
  if (ended.status !== status) throw new Error(`${typed} ended with ${ended.status}: ${ended.stderr}`);
  const printed = `${ended.stdout}${ended.stderr}`.trimEnd().split('\n');
  const [first, last] = shown ?? [printed.length, 0];
  const left = printed.length - first - last;
  return [
    line('command', `${PROMPT} ${typed}`),
    ...printed.slice(0, first).map((text) => line('printed', text)),
    ...(left > 0 ? [line('cut', `… ${left} lines left out`)] : []),
    ...printed.slice(first + left).map((text) => line('printed', text)),
  ];
}

/** What people who follow the README see, from the empty folder on. */
function session(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'shipshape-picture-'));
  try {
    return steps.flatMap((step) => ('words' in step ? run(folder, step) : edit(folder, step)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const STYLE = `
html { background: #10161c; }
body { margin: 0; }
main { padding: 20px 26px 24px; width: ${COLUMNS}ch; color: #cbd3da;
  font: 14px/1.42 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
div { white-space: pre-wrap; overflow-wrap: anywhere; }
.command { margin-top: 14px; color: #ffffff; font-weight: bold; }
.command:first-child { margin-top: 0; }
.command::before { content: '$ '; color: #6bc497; }
.remark { margin-top: 14px; color: #f0a26a; }
.remark + .command { margin-top: 0; }
.cut { color: #8b96a1; font-style: italic; }
`;

async function photograph(lines: readonly string[], executablePath: string): Promise<void> {
  const browser = await startChromium(executablePath);
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1.5 });
    await page.setContent(
      `<!doctype html><html lang="en"><style>${STYLE}</style><main>${lines.join('')}</main></html>`,
    );
    await page.locator('main').screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
}

if (chromiumPath === undefined) throw new Error('There is no Chromium here: set CHROMIUM to its path.');
await photograph(session(), chromiumPath);
