/**
 * The one style sheet, served at an address that names its content. The tokens and the reasons are in docs/look.md; how
 * the parts of pages look is in styles-content.ts and styles-parts.ts.
 */
import { createHash } from 'node:crypto';
import { CONTENT_STYLE } from './styles-content.ts';
import { MATRIX_STYLE } from './styles-matrix.ts';
import { PARTS_STYLE } from './styles-parts.ts';

const LIGHT = `--paper: #faf9f6; --raised: #ffffff; --ink: #1b2530; --quiet: #56616d; --line: #e3dfd6; --edge: #8b8578; --accent: #0c5f6e;
  --on: #1d6f4c; --off: #2b67a3; --nothing: #a3470f; --exempt: #6a57a5; --none: #5d6772; --gold: #9a6a00;
  --nothing-wash: #fbeee2; --wash: #eef3f3; --good-wash: #e6f2ec;`;
const DARK = `--paper: #10161c; --raised: #171f27; --ink: #e5e9ec; --quiet: #a2adb7; --line: #2b353f; --edge: #6d7a86; --accent: #79c5d2;
  --on: #6bc497; --off: #85b6e6; --nothing: #f0a26a; --exempt: #b7a8ea; --none: #9aa5b0; --gold: #e3b95c;
  --nothing-wash: #33241a; --wash: #1a262d; --good-wash: #16291f;`;

const TOKENS = `
:root {
  color-scheme: light dark;
  ${LIGHT}
  --text: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif;
  --title: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', Charter, Georgia, 'Noto Serif', serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --small: .8125rem; --body: 1rem; --large: 1.125rem; --step: 1.5rem;
  --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s5: 1.5rem; --s6: 2.25rem; --s7: 3.25rem;
  --measure: 42rem; --radius: 6px;
}
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
`;

const BASE = `
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--text); text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 92rem; padding: 0 clamp(1rem, 3vw, 2.5rem); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2 { font-family: var(--title); font-weight: 600; line-height: 1.15; letter-spacing: -.01em; text-wrap: balance; }
h1 { font-size: clamp(2.1rem, 1.5rem + 2.6vw, 3.25rem); }
h2 { font-size: 1.5rem; }
h3 { font-size: 1.0625rem; font-weight: 600; line-height: 1.35; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
main:focus { outline: none; }
code, pre { font: .8125rem/1.5 var(--mono); }
time { font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--raised); }
.skip:focus { top: .5rem; z-index: 1; }
`;

const FRAME = `
.masthead { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem;
  padding: 1.5rem 0 1.25rem; border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: .6rem; min-height: 2.25rem; color: var(--ink);
  font: 600 1.25rem/1 var(--title); text-decoration: none; }
.mark { fill: none; stroke: var(--accent); stroke-width: 3.5; }
.masthead ul { display: flex; flex-wrap: wrap; gap: 0 clamp(.9rem, 2vw, 1.5rem); }
.masthead li a { display: block; padding: .45rem 0; color: var(--quiet); text-decoration: none; white-space: nowrap;
  border-bottom: 2px solid transparent; }
.masthead form { display: inline; }
.masthead .who { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; color: var(--quiet); font-size: var(--small); }
.masthead li a:hover { color: var(--ink); }
.masthead li a[aria-current] { color: var(--ink); border-color: var(--accent); }
footer form { display: inline-flex; flex-wrap: wrap; gap: .4rem; align-items: baseline; }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 2rem; margin-top: 4rem;
  padding: 1.5rem 0 3rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; }
`;

const PRINT = `
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #000;
    --on: #1d6f4c; --off: #2b67a3; --nothing: #8a3a08; --exempt: #54448a; --none: #555;
    --nothing-wash: #fff; --wash: #fff; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  svg * { print-color-adjust: exact; }
  .skip, .masthead nav, .masthead .who, .data, .heading nav, form, .actions, footer form { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; }
  summary::before { content: none; }
  a { text-decoration: none; }
  .project, .piece, .finding, .release { break-inside: avoid; }
  h2, h3, .group header { break-after: avoid; }
}
`;

export const STYLE = [TOKENS, BASE, FRAME, CONTENT_STYLE, PARTS_STYLE, MATRIX_STYLE, PRINT]
  .join('')
  .replaceAll(/\s*\n\s*/g, '\n')
  .trim();

export const STYLE_FILE = `shipshape.${createHash('sha256').update(STYLE).digest('base64url').slice(0, 16)}.css`;
