/**
 * How the matrix looks. It has thousands of cells, so the shape of each is a mask of the style sheet rather than a drawing of
 * its own; the shapes are those of all marks.
 */
import { renderToString } from 'preact-render-to-string';
import { SHAPES } from './marks.tsx';

const mask = (shape: keyof typeof SHAPES) =>
  `url("data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${renderToString(SHAPES[shape])}</svg>`,
  ).replaceAll("'", '%27')}")`;

export const MATRIX_STYLE = `
.tall { max-height: min(60rem, calc(100vh - 2rem)); overflow: auto; }
.matrix { width: auto; min-width: 100%; font-size: .875rem; }
.matrix th, .matrix td { padding: .3rem .6rem; white-space: nowrap; }
.matrix thead th { max-width: 7.5rem; white-space: normal; line-height: 1.25; }
.matrix thead th a, .matrix td a { text-decoration-color: var(--line); }
.matrix tbody th { max-width: 18rem; white-space: normal; }
.matrix tbody tr:hover > * { background: var(--wash); }
.matrix td[title] { color: var(--quiet); font-size: var(--small); font-variant-numeric: tabular-nums; }
.matrix td[title] a { display: block; color: inherit; text-decoration: none; }
.matrix td[title] a:hover { text-decoration: underline; }
.matrix b { display: inline-block; width: 1.15em; height: 1.15em; margin-right: .35em; overflow: hidden; vertical-align: -.22em;
  text-indent: 2em; white-space: nowrap; background: var(--none); mask: var(--shape) center / contain no-repeat;
  print-color-adjust: exact; }
.matrix .e { --shape: ${mask('star')}; } .matrix .n { --shape: ${mask('hollowStar')}; } .matrix .a { --shape: ${mask('dash')}; }
.matrix .u { --shape: ${mask('question')}; } .matrix .x { --shape: ${mask('hourglass')}; }
.matrix .e b { background: var(--gold); } .matrix .x b { background: var(--nothing); }
.matrix .w b { opacity: .55; }
@media (forced-colors: active) { .matrix b { forced-color-adjust: none; background: CanvasText; } }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; color: var(--quiet); font-size: .875rem; }
.pages { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; margin: var(--s4) 0; }
.send { display: flex; gap: var(--s4); align-items: center; min-height: 2.25rem; }
[aria-sort=ascending] a::after { content: ' ↑'; } [aria-sort=descending] a::after { content: ' ↓'; }
@media print { .tall { max-height: none; } }
`;
