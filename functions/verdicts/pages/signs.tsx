import type { VerdictWord } from '../model/verdict.ts';

/** Full, half full, empty: a verdict can be told by its shape alone, and its word always stands beside it. */
const SHAPES: Readonly<Record<VerdictWord, string>> = {
  'shipped-on': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM7 11 4 8l1.2-1.2L7 8.6l3.8-3.8L12 6Z',
  'shipped-off': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 12.4V2.6a5.4 5.4 0 0 1 0 10.8Z',
  'shipped-nothing': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6Z',
  exempt: 'M8 .5 15.5 8 8 15.5.5 8ZM5.5 5v6h1.8V5Zm3.2 0v6h1.8V5Z',
  'not-expected': 'M2 7.1h12v1.8H2Z',
};

export const Sign = ({ verdict }: { verdict: VerdictWord }) => (
  <svg
    class={`sign ${verdict}`}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    focusable="false"
  >
    <path fill-rule="evenodd" d={SHAPES[verdict]} />
  </svg>
);
