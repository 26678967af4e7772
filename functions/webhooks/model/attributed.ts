/** What an occurrence comes to, once the catalog has said whose it is. */
import { id, type Refusal } from '../../../events/fields.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import type { Commanded } from './normalized-event.ts';
import { entryOf, quoted } from './words.ts';

/** Where something happened, and what the catalog says of it. */
export interface Place {
  /** As the catalog's sources are called: `github:acme/app`. */
  readonly place: string;
  /** Undefined while nobody has mapped it. */
  readonly record: SourceRecord | undefined;
}

export type Attributed =
  | {
      readonly kind: 'facts';
      readonly facts: readonly DraftFact[];
      /** What they are about: `project:rank`, `feature:sort`, `release:server-5.4`, `flag:new-sort`. */
      readonly to: readonly string[];
    }
  /** It concerns nobody, and that is no mistake. */
  | { readonly kind: 'ignored'; readonly because: string }
  /** Nobody knows whose it is: it waits in quarantine for a mapping. */
  | {
      readonly kind: 'unattributed';
      readonly because: string;
      /** What to add to `sources.yml`, as YAML with `<placeholders>`. */
      readonly solution: string;
    }
  /** No mapping makes a fact of it: a moment before the year 2000, a change without an address. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly because: string }
  /** One of our own facts, not read yet. */
  | { readonly kind: 'entry'; readonly entry: unknown }
  /** Commands need people, features and the rubric: `answerCommands` answers them. */
  | { readonly kind: 'commands'; readonly commanded: Commanded };

export type Unattributed = Extract<Attributed, { kind: 'unattributed' }>;

export const ignored = (because: string): Attributed => ({ kind: 'ignored', because });

/**
 * Nobody knows whose it is. Of a place whose name no source can have, nobody ever will.
 * @param lines of the source's entry in `sources.yml`
 */
export const unattributed = (place: string, because: string, ...lines: readonly string[]): Attributed =>
  id.safeParse(place).success
    ? { kind: 'unattributed', because, solution: entryOf(place, lines) }
    : { kind: 'refused', refusal: 'BAD_ID', because: `the place ${quoted(place)} is no id` };

export const unmapped = (place: string, ...lines: readonly string[]): Attributed =>
  unattributed(place, 'the catalog has no source of this name', ...lines);
