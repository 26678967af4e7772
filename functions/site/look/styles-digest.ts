/** How digests, and what is asked from them, look; part of the one style sheet, under its rules (see styles.ts). */
export const DIGEST_STYLE = `
.told { margin-top: 2.5rem; max-width: 46rem; }
.told h2, .trend h2, .next h2 { padding-bottom: .6rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
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
