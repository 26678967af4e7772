/** How releases, verdicts, findings and digests look; part of the one style sheet, under its rules (see styles.ts). */

const SHARED = `
.heading { padding: clamp(2rem, 5vw, 3.5rem) 0 clamp(1.5rem, 3vw, 2.25rem); }
.heading nav ol { display: flex; gap: .5rem; margin-bottom: .75rem; color: var(--quiet); font-size: .875rem; }
.heading nav li + li::before { content: '/'; margin-right: .5rem; color: var(--quiet); }
.lead { max-width: 38rem; margin-top: .9rem; color: var(--quiet); font-size: 1.125rem; text-wrap: pretty; }
.empty { max-width: 38rem; padding: 1.1rem 1.25rem; background: var(--wash); border-radius: 6px; }
.count { margin-left: .25rem; color: var(--quiet); font: 400 1rem/1 var(--text); font-variant-numeric: tabular-nums; }
.tag { padding: .05rem .5rem; border-radius: 4px; background: var(--wash);
  color: var(--quiet); font-size: .8125rem; font-weight: 500; white-space: nowrap; }
.facts { display: flex; flex-wrap: wrap; gap: 0 .6rem; color: var(--quiet); font-size: .8125rem; }
.facts li:not(:last-child)::after { content: '·'; margin-left: .6rem; }
.data { margin-top: 3rem; font-size: .875rem; }
summary { width: fit-content; padding: .2rem 0; color: var(--accent); font-size: .875rem; cursor: pointer;
  list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ''; display: inline-block; width: .38rem; height: .38rem; margin: 0 .6rem .12rem .1rem;
  border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
details[open] summary::before { transform: translateY(-.1rem) rotate(45deg); }
summary:hover { text-decoration: underline; text-underline-offset: .2em; }
`;

const RELEASES = `
.trains { display: grid; gap: 3rem; }
.trainline h2 { margin-bottom: 1rem; }
.trainline ol { border-left: 2px solid var(--line); margin-left: .4rem; }
.release { position: relative; display: grid; grid-template-columns: minmax(8rem, 13rem) minmax(8rem, 12rem) 1fr;
  align-items: baseline; gap: 0 1.5rem; padding: .55rem 0 .55rem 1.75rem; }
.release::before { content: ''; position: absolute; left: -.5rem; top: 1.1rem; width: .875rem; height: .875rem;
  border: 2px solid var(--accent); border-radius: 50%; background: var(--accent); }
.release.scheduled::before { background: var(--paper); border-style: dashed; }
.release.cut::before { background: linear-gradient(90deg, var(--accent) 50%, var(--paper) 50%); }
.release.cancelled::before { background: var(--paper); border-color: var(--quiet); }
.release .version { justify-self: start; font: 600 1.3125rem/1.3 var(--title); }
.release .kind, .release .when { color: var(--quiet); font-size: .9375rem; }
.release .when time { color: var(--ink); }
.earlier { margin-left: 1rem; font-size: .8125rem; }
.release .when .earlier time { color: inherit; }
.release.cancelled .version { text-decoration: line-through; }
.release.quiet { padding-block: .15rem; }
.release.quiet::before { left: -.31rem; top: .7rem; width: .5rem; height: .5rem; border-width: 1.5px;
  border-color: var(--quiet); background: var(--paper); }
.release.quiet .version { color: var(--quiet); font: .9375rem/1.5 var(--text); }
.release.quiet .kind, .release.quiet .when { font-size: .8125rem; }
.release.quiet time { color: inherit; }
.unjudged::before { content: '·'; margin: 0 .4rem; }
@media (max-width: 44rem) {
  .release { grid-template-columns: 1fr auto; }
  .release .when { grid-column: 1 / -1; }
  .earlier { display: none; }
}
`;

const RELEASE = `
.train { color: var(--quiet); font-weight: 400; }
.standing { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1rem; margin-top: 1rem; color: var(--quiet); }
.state { padding: .05rem .7rem; border: 1.5px solid var(--accent); border-radius: 99px; color: var(--accent);
  font-size: .875rem; font-weight: 600; }
.state.scheduled { border-style: dashed; }
.state.cancelled { border-color: var(--quiet); color: var(--quiet); text-decoration: line-through; }
.milestones { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1rem 1.5rem;
  margin-top: 2rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
.milestones dt { color: var(--quiet); font-size: .8125rem; }
.milestones .left { display: block; color: var(--quiet); font-size: .875rem; }
.window { max-width: 44rem; margin-top: 1.5rem; color: var(--quiet); }
.window time { color: var(--ink); }
.tally { padding: 1.4rem 1.5rem 1.25rem; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; }
.tally > svg { display: block; width: 100%; height: .875rem; margin: .9rem 0; border-radius: 99px; }
.tally ul { display: flex; flex-wrap: wrap; gap: .15rem 1.4rem; }
.tally li a { display: inline-block; padding: .2rem 0; color: var(--ink); text-decoration-color: var(--line); }
.tally li a:hover { text-decoration-color: currentColor; }
.tally strong { font-variant-numeric: tabular-nums; }
.shipped-on { fill: var(--on); } .shipped-off { fill: var(--off); } .shipped-nothing { fill: var(--nothing); }
.exempt { fill: var(--exempt); } .not-expected, .unknown { fill: var(--none); }
.group { margin-top: 3.25rem; scroll-margin-top: 1rem; }
.group header { padding-bottom: .9rem; border-bottom: 1px solid var(--line); }
.group header p { margin-top: .3rem; color: var(--quiet); font-size: .9375rem; }
.project { display: grid; grid-template-columns: minmax(12rem, 5fr) 9fr; gap: .4rem 2.5rem; padding: 1.1rem 0;
  border-bottom: 1px solid var(--line); }
.team { color: var(--quiet); font-size: .875rem; }
.team code { margin-left: .6rem; font-size: .75rem; }
.tag.streak { background: var(--nothing-wash); color: var(--nothing); }
.timing { color: var(--quiet); font-size: .875rem; }
.what p, .piece .name { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .6rem; }
.what .timing, .what .beside { display: block; }
.what details { margin-top: .2rem; }
.evidence { margin: .5rem 0 .25rem; padding-left: 1.1rem; border-left: 2px solid var(--line); }
.piece { padding: .45rem 0; }
.piece .name { font-weight: 500; line-height: 1.4; }
.piece .because { font-size: .875rem; }
.uncounted s, .uncounted a { color: var(--quiet); }
.omitted { padding-left: 1.1rem; color: var(--quiet); font-size: .875rem; }
@media (max-width: 44rem) {
  .project { grid-template-columns: minmax(0, 1fr); }
  .tally { padding: 1.1rem; }
  .tally ul { display: grid; }
}
`;

const FINDINGS = `
.findings + .findings { margin-top: 3.25rem; }
.findings h2 { margin-bottom: 1rem; }
.findings ul:not(.facts) { border-top: 1px solid var(--line); }
.findings ul:empty { display: none; }
.finding { display: grid; grid-template-columns: minmax(0, 44rem); gap: .25rem; padding: 1.2rem 0;
  border-bottom: 1px solid var(--line); }
.finding h3 code { margin-left: .4rem; color: var(--quiet); font-weight: 400; }
.entity { color: var(--quiet); font-weight: 400; }
.remedy { color: var(--quiet); }
.finding pre { overflow-x: auto; padding: .75rem 1rem; background: var(--wash); border-radius: 6px; font-size: .8125rem; }
.deliveries > li { padding: .45rem 0; }
.remedy strong { color: var(--ink); font-weight: 600; }
`;

const DIGESTS = `
.told { margin-top: 2.5rem; max-width: 46rem; }
.blocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 var(--s6); }
.told h2, .trend h2, .next h2, .told h3, .next h3 { padding-bottom: .6rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
.told li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
.told .omitted { padding: .6rem 0 0; }
.trend { margin-top: 2.5rem; max-width: 46rem; }
.trend svg { display: block; margin: 1rem 0 .6rem; color: var(--accent); }
.trend li { color: var(--quiet); font-size: .875rem; }
.next { margin-top: 2.5rem; max-width: 46rem; padding: 1.25rem 1.5rem; background: var(--raised);
  border: 1px solid var(--line); border-radius: 10px; }
.next ol { list-style: decimal; margin-left: 1.25rem; }
.next li { padding: .45rem 0 0 .25rem; }
.next code { color: var(--quiet); }
.finding h2 { margin: 0; font: 600 1.0625rem/1.35 var(--text); letter-spacing: 0; }
.plainlist li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.plainlist code { margin-left: .5rem; color: var(--quiet); }
.aside { color: var(--quiet); font-size: .875rem; }
.confirm { max-width: 46rem; }
.ticks li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.ticks input { width: 1.1rem; height: 1.1rem; margin-right: .5rem; vertical-align: -.15rem; accent-color: var(--accent); }
.confirm button { margin: 1.5rem 0 .75rem; padding: .65rem 1.5rem; border: 0; border-radius: 6px; background: var(--accent);
  color: var(--paper); font: 600 1rem/1.3 var(--text); cursor: pointer; }
`;

export const CONTENT_STYLE = [SHARED, RELEASES, RELEASE, FINDINGS, DIGESTS].join('');
