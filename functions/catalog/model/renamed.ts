/** What the state of an entity that can be renamed says of its names. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Names } from '../../kernel/model/identity.ts';

/** Names, and moments, that a state holds: the newest. A name that changed more often than that is nobody's mistake to keep. */
const MAX_NAMES = 100;

export const earlierNames = lazy(() => z.array(z.object({ name: z.string(), until: z.string() })));

export const nameSpans = lazy(() =>
  z.array(z.object({ name: z.string(), from: z.string().optional(), until: z.string().optional() })),
);

/** Every other name it has had, but for the one it goes by now. */
export const formerNamesOf = (own: string, { name, spans }: Names): string[] =>
  distinct(spans.map((span) => span.name).filter((each) => each !== own && each !== name)).slice(-MAX_NAMES);

/** What it goes by now where that is another name than its own, and what the name meant before. */
export const renamed = (own: string, { name, earlier }: Names) => ({
  renamedTo: name === own ? undefined : name,
  earlier: earlier.slice(-MAX_NAMES),
});

/** Every name that ever meant it, with the moments. */
export const spansOf = ({ spans }: Names) => spans.slice(-MAX_NAMES);
