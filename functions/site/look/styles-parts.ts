/** How the parts look that pages of several capabilities use: tables, marks, filters, forms, strips. */

const TABLES = `
.scroll { position: relative; overflow-x: auto; margin: var(--s4) 0; border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); }
table { width: 100%; overflow-wrap: break-word; border-collapse: separate; border-spacing: 0; font-size: .9375rem; }
caption { padding: var(--s2) var(--s3); text-align: left; color: var(--quiet); font-size: var(--small); }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--raised); font-size: var(--small); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; }
td.wide { min-width: 14rem; } td.unbroken { white-space: nowrap; }
td time { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.held th:first-child { position: sticky; left: 0; max-width: min(40vw, 24rem); overflow-wrap: anywhere; background: var(--raised); z-index: 1; }
.held thead th:first-child { z-index: 2; }
@media (max-width: 40rem) { th, td { padding: .4rem .5rem; } }
`;

const MARKS = `
.mark-word { display: inline-flex; align-items: baseline; gap: .35em; white-space: nowrap; }
.mark-word svg { flex: none; width: 1em; height: 1em; align-self: center; }
.tone-good { color: var(--on); } .tone-part { color: var(--off); } .tone-bad { color: var(--nothing); }
.tone-other { color: var(--exempt); } .tone-none { color: var(--none); } .tone-gold { color: var(--gold); }
`;

const PARTS = `
.part { margin-top: var(--s7); scroll-margin-top: var(--s4); }
.part > h2 { padding-bottom: .6rem; border-bottom: 1px solid var(--line); }
.part > p { margin-top: var(--s3); max-width: var(--measure); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 var(--s6); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: var(--s4); margin-top: var(--s4); }
.card { padding: var(--s4) var(--s5); background: var(--raised); border: 1px solid var(--line); border-radius: 10px; }
.card li { line-height: 1.85rem; }
.card li a { display: inline-block; }
.big { font: 600 2rem/1.1 var(--title); font-variant-numeric: tabular-nums; }
.known { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .35rem var(--s5); margin-top: var(--s4); }
.known dt { color: var(--quiet); font-size: .875rem; }
.rows { margin-top: var(--s3); }
.rows > li { display: flex; flex-wrap: wrap; overflow-wrap: anywhere; align-items: baseline; gap: .15rem .75rem; padding: .55rem 0; border-bottom: 1px solid var(--line); }
.rows.tall > li { display: block; padding: .8rem 0; }
.late { color: var(--nothing); }
.inline { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.beside { color: var(--quiet); font-size: .875rem; }
.strip { display: flex; flex-wrap: wrap; gap: 3px; }
.strip a { display: inline-flex; padding: .3rem; border-radius: 4px; background: var(--wash); text-decoration: none; }
.strip a:hover { outline: 1px solid var(--edge); }
.roomy { grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.card > p { margin-top: .4rem; }
.silent { margin: .3rem 0 .6rem; }
.silent li { padding: .12rem 0; }
.shares li { display: grid; grid-template-columns: minmax(0, 11rem) minmax(3rem, 1fr) minmax(4rem, max-content); gap: 0 .9rem; align-items: center; padding: .3rem 0; }
.share { display: block; width: 100%; height: .55rem; border-radius: 99px; }
.share .all { fill: var(--line); } .share .part { fill: var(--gold); }
.calendar { margin: var(--s4) 0; }
.calendar > ol > li, .calendar .months { display: grid; grid-template-columns: minmax(0, 8rem) 1fr; gap: 0 var(--s3); align-items: center; }
.calendar > ol > li { padding: .2rem 0; }
.calendar svg { display: block; width: 100%; height: 1.75rem; background: var(--raised); }
.months ol { display: flex; color: var(--quiet); font-size: .6875rem; }
.months li { flex: 1 1 0; min-width: 0; white-space: nowrap; }
.months .many li:nth-child(3n), .months .many li:nth-child(3n + 2) { visibility: hidden; }
.calendar path { fill: none; stroke-width: 1; vector-effect: non-scaling-stroke; }
.calendar .grid { stroke: var(--line); } .calendar .mid { stroke: var(--paper); } .calendar .cut { stroke: var(--ink); stroke-width: 3; }
.calendar .today { stroke: var(--nothing); stroke-dasharray: 3 3; stroke-width: 1.5; }
.calendar .work { fill: var(--off); } .calendar .frozen { fill: var(--exempt); } .calendar .after { fill: var(--on); }
.calendar .cancelled rect { fill: var(--edge); } .cancelled .of a, tr.cancelled th a { text-decoration: line-through; }
.calendar figcaption { margin-top: var(--s2); }
@media (max-width: 40rem) { .calendar > ol > li, .calendar .months { grid-template-columns: minmax(0, 1fr); } .months li:nth-child(even) { visibility: hidden; } }
.first ol { list-style: decimal; margin: .6rem 0 0 1.25rem; }
.first li { padding: .3rem 0; }
.formats { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin-top: var(--s6); font-size: .875rem; }
.utc { color: var(--quiet); font-size: var(--small); }
`;

const FORMS = `
.filter { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem var(--s4); margin: var(--s4) 0; padding: var(--s3) var(--s4);
  background: var(--wash); border-radius: var(--radius); }
.filter label, .field label { display: grid; grid-template-columns: minmax(0, auto); gap: .2rem; max-width: 100%; font-size: var(--small); color: var(--quiet); }
input, select, textarea { min-height: 2.25rem; max-width: 100%; padding: .3rem .5rem; border: 1px solid var(--edge); border-radius: 4px;
  background: var(--paper); color: var(--ink); font: inherit; }
input[type=checkbox], input[type=radio] { min-height: 0; width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
textarea { width: 100%; min-height: 6rem; }
.field { margin-top: var(--s4); max-width: var(--measure); }
.field label { color: var(--ink); font-size: .9375rem; font-weight: 500; }
.field input, .field select { width: 100%; }
.actions + .beside { margin-top: var(--s4); }
.field .hint { color: var(--quiet); font-size: var(--small); }
.field .wrong { color: var(--nothing); font-size: .875rem; }
button, .button { display: inline-block; min-height: 2.25rem; padding: .4rem 1rem; border: 1px solid var(--accent); border-radius: 4px;
  background: transparent; color: var(--accent); font: 500 .9375rem/1.4 var(--text); text-decoration: none; cursor: pointer; }
button.main, .button.main { background: var(--accent); color: var(--paper); }
.actions:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem .75rem; margin-top: var(--s4); }
.said { margin: var(--s4) 0; padding: var(--s3) var(--s4); border-left: 3px solid var(--on); background: var(--good-wash); }
.refused { margin: var(--s4) 0; padding: var(--s3) var(--s4); border-left: 3px solid var(--nothing); background: var(--nothing-wash); }
`;

const SIGN_IN = `
.copy { white-space: pre-wrap; overflow-wrap: anywhere; margin: var(--s3) 0; padding: .75rem 1rem; background: var(--wash); border-radius: var(--radius); user-select: all; }
.made h2 { margin: 0; font-size: 1.25rem; }
.tokens li { justify-content: space-between; }
.tokens li > div { min-width: min(100%, 16rem); flex: 1; }
.who form button { min-height: 0; padding: .25rem 0; border: 0; color: var(--quiet); font-size: var(--small); font-weight: 400;
  text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
`;

export const PARTS_STYLE = [TABLES, MARKS, PARTS, FORMS, SIGN_IN].join('');
