/** Names that facts or records use and that nobody has registered: each waits for a person, and counts nowhere until then. */
import * as z from 'zod';
import { entityKind } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { nearest } from '../../../events/nearest.ts';
import { internal } from '../../../events/visibility.ts';

/** What a name can be of: also of what is only named by others. */
export const namedKind = lazy(() => z.enum([...entityKind().options, 'role', 'org']));
export type NamedKind = Output<typeof namedKind>;

/** Who is called so, or nearly so, is nothing for everybody. */
const ofPeople = { when: ({ kind }: Readonly<Record<string, unknown>>) => kind === 'person' };

export const unknownName = lazy(() =>
  z.object({
    kind: namedKind(),
    name: internal(z.string(), { ...ofPeople, instead: () => 'somebody' }),
    /** The known name that it is most like. */
    meant: internal(z.string().optional(), { ...ofPeople, instead: () => undefined }),
    /** The first places where it was said. */
    saidBy: z.array(
      z.object({
        what: z.string(),
        at: z.string().optional(),
        evidence: internal(z.string().optional()),
      }),
    ),
    remedy: z.string(),
  }),
);
/** A name that was said and that no fact has: in a label that a rule overrides, or of somebody whom nobody knows. */
export interface SaidName {
  readonly kind: 'project' | 'feature' | 'person';
  readonly name: string;
  readonly evidence?: string | undefined;
}

export type UnknownName = Output<typeof unknownName>;

const remedies: Readonly<Record<string, string>> = {
  team: 'add it to teams.yml, or correct the record that names it',
  feature: 'add it to features.yml, or correct the label or rule that names it',
  project: 'add it to projects.yml, or correct the label or rule that names it',
  release: 'add it to releases.yml, or correct what names it',
  flag: 'name it as the flag of a feature, add it to flags.yml, or map its key in sources.yml',
  person: 'add them to people.yml, or their account to accounts there, or correct what names them',
  role: 'give somebody in people.yml the role, or correct what names it',
  org: 'give a team in teams.yml the org, or correct what names it',
  calendar: 'add it to calendars.yml, or correct the record that names it',
  review: 'request the review, or correct the id in the answer',
};

/** @param known the names that there are of its kind */
export const unknownNameOf = (
  { kind, name, saidBy }: Pick<UnknownName, 'kind' | 'name' | 'saidBy'>,
  known: readonly string[],
): UnknownName => ({
  kind,
  name,
  meant: nearest(name, known),
  saidBy,
  remedy: remedies[kind] ?? 'register it, or correct what names it',
});
