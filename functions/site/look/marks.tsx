/**
 * How an answer is drawn: always a shape and a word, and never a colour alone. The words are those of the API. Unknown has a
 * shape of its own, so that nobody takes it for a no.
 */
import type { ComponentChildren } from 'preact';

type Tone = 'good' | 'part' | 'bad' | 'other' | 'none' | 'gold';

interface Drawn {
  readonly shape: keyof typeof SHAPES;
  readonly tone: Tone;
}

/** In a square of 16 units, drawn in the colour of the text. */
export const SHAPES = {
  star: (
    <path d="M8 1.4 10 6l4.9.4-3.7 3.2 1.1 4.8L8 11.8l-4.3 2.6 1.1-4.8L1.1 6.4 6 6Z" fill="currentColor" />
  ),
  hollowStar: (
    <path
      d="M8 2.2 9.7 6.3l4.3.4-3.3 2.9 1 4.2L8 11.5l-3.7 2.3 1-4.2L2 6.7l4.3-.4Z"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
    />
  ),
  disc: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.3" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M8 2.7a5.3 5.3 0 0 0 0 10.6Z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5.3" fill="none" stroke="currentColor" stroke-width="1.8" />,
  diamond: <path d="M8 2 14 8l-6 6-6-6Z" fill="none" stroke="currentColor" stroke-width="1.5" />,
  dash: <path d="M3 8h10" stroke="currentColor" stroke-width="2" />,
  tick: <path d="m2.5 8.5 3.5 3.7 7.5-8" fill="none" stroke="currentColor" stroke-width="2" />,
  cross: <path d="m3.5 3.5 9 9m0-9-9 9" fill="none" stroke="currentColor" stroke-width="2" />,
  hourglass: (
    <path
      d="M4 2h8M4 14h8M4.8 2c0 4 6.4 8 6.4 12M11.2 2c0 4-6.4 8-6.4 12"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
    />
  ),
  question: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        stroke-width="1"
        stroke-dasharray="2 1.6"
      />
      <path
        d="M6.2 6.4c.1-1 .9-1.7 1.9-1.7s1.8.7 1.8 1.6c0 1.4-1.8 1.3-1.8 2.7M8.1 11v.6"
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
      />
    </>
  ),
} as const;

/** What an unlisted word looks like, too. */
const UNKNOWN: Drawn = { shape: 'question', tone: 'none' };

const STARS: Readonly<Record<string, Drawn>> = {
  earned: { shape: 'star', tone: 'gold' },
  'not-earned': { shape: 'hollowStar', tone: 'none' },
  'not-applicable': { shape: 'dash', tone: 'none' },
  expired: { shape: 'hourglass', tone: 'bad' },
};

const VERDICTS: Readonly<Record<string, Drawn>> = {
  'shipped-on': { shape: 'disc', tone: 'good' },
  'shipped-off': { shape: 'half', tone: 'part' },
  'shipped-nothing': { shape: 'ring', tone: 'bad' },
  exempt: { shape: 'diamond', tone: 'other' },
  'not-expected': { shape: 'dash', tone: 'none' },
};

const SUPPORT: Readonly<Record<string, Drawn>> = {
  yes: { shape: 'tick', tone: 'good' },
  partly: { shape: 'half', tone: 'part' },
  no: { shape: 'cross', tone: 'bad' },
  'not-applicable': { shape: 'dash', tone: 'none' },
  /** Something is known, which is neither a yes nor a no. */
  known: { shape: 'disc', tone: 'none' },
};

const TABLES = { star: STARS, verdict: VERDICTS, support: SUPPORT } as const;

/** `not-earned` as people read it. */
export const spoken = (word: string) => word.replaceAll('-', ' ');

interface MarkProps {
  /** Which table the word is from. */
  readonly of: keyof typeof TABLES;
  readonly word: string;
  /** Hides the word where a column of marks would repeat it; it is still read aloud, and shown on hover. */
  readonly isTerse?: boolean;
  /** What is written instead of the word. */
  readonly children?: ComponentChildren;
}

/** A star, a verdict, or what something supports. */
export function Mark({ of, word, isTerse = false, children }: MarkProps) {
  const { shape, tone } = TABLES[of][word] ?? UNKNOWN;
  const said = children ?? spoken(word);
  return (
    <span class="mark-word" title={isTerse ? (typeof said === 'string' ? said : spoken(word)) : undefined}>
      <svg class={`tone-${tone}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {SHAPES[shape]}
      </svg>
      <span class={isTerse ? 'unseen' : undefined}>{said}</span>
    </span>
  );
}
