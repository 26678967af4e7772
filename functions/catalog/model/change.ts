/** A merged change as its project's ledger has it, and whether it stands. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { id } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';

/** For internal users: it names who corrected it, and why. */
export const knownChange = lazy(() =>
  z.object({
    id: z.string(),
    project: z.string(),
    title: z.string(),
    url: z.string(),
    /** When it was merged, UTC. */
    at: z.string(),
    feature: z.string().optional(),
    flag: z.string().optional(),
    release: z.string().optional(),
    /** Its sender does not say whether it was merged. */
    isUndecided: z.boolean().optional(),
    /** Withdrawals and reinstatements, in order: the last of them decides. */
    corrections: z.array(
      z.object({
        event: z.string(),
        kind: z.enum(['withdrawn', 'reinstated']),
        at: z.string(),
        by: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
  }),
);
export type KnownChange = Output<typeof knownChange>;

export const changesAnswer = lazy(() => z.object({ total: z.int(), changes: z.array(knownChange()) }));

export const isWithdrawn = ({ corrections }: KnownChange): boolean =>
  corrections.at(-1)?.kind === 'withdrawn';

// So that the parts of two ids never run together into one.
const part = (name: string) => name.replaceAll('%', '%25').replaceAll(':', '%3A');

/** The id of an event's fact about these names, the same for a repeat. What is too long for an id goes by its digest. */
export function factId(event: string, ...names: readonly string[]): string {
  const whole = [event, ...names.map(part)].join(':').normalize('NFC');
  return id.safeParse(whole).success ? whole : `event:${digestOf(whole)}`;
}

/** The event that a fact about a project was made of; the fact itself where its id does not tell. */
export function eventOf(change: string, project: string): string {
  const tail = `:${part(project)}`.normalize('NFC');
  if (change.endsWith(tail)) return change.slice(0, -tail.length);
  const at = change.indexOf(`${tail}:`);
  return at > 0 ? change.slice(0, at) : change;
}
