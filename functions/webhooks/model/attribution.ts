/** What a normalised event becomes: facts that fit their contracts, or the reason why there are none. */
import { id, type Refusal, reference, webAddress } from '../../../events/fields.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { type DraftFact, draftFact, readDraft } from '../../kernel/model/draft-fact.ts';
import type { Merged } from './normalized-event.ts';
import { quoted } from './words.ts';

/** Where something happened, and what the catalog says of it. */
export interface Origin {
  /** As the catalog's sources are called: `github:acme/app`. */
  readonly origin: string;
  /** The catalog's name of it, where it was renamed since. */
  readonly source?: string | undefined;
  /** When its mapping was last stated, UTC. */
  readonly mappedAt?: string | undefined;
  /** Undefined while the catalog has no source of this name. */
  readonly record: SourceRecord | undefined;
}

export type Attribution =
  | {
      readonly kind: 'facts';
      readonly facts: readonly DraftFact[];
      /** What they are about: `project:rank`, `feature:sort`, `release:server-5.4`, `flag:new-sort`. */
      readonly to: readonly string[];
    }
  /** @property solution what would make it count, where it nearly does: lines of `sources.yml` */
  | { readonly kind: 'ignored'; readonly because: string; readonly solution?: string | undefined }
  /** No mapping says whose it is yet, so it waits for one. */
  | {
      readonly kind: 'unattributed';
      readonly because: string;
      /** What to add to `sources.yml`, as YAML with `<placeholders>`. */
      readonly solution: string;
      /** What is stated while it waits. */
      readonly meanwhile?: readonly DraftFact[] | undefined;
    }
  /** No mapping makes a fact of it: a moment before the year 2000, a change without an address. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly because: string };

export const ignored = (because: string, solution?: string): Attribution => ({
  kind: 'ignored',
  because,
  solution,
});

/** Where the origin is no valid name of a source, no mapping will ever help. @param lines of its entry in `sources.yml` */
export function unattributed(origin: string, because: string, ...lines: readonly string[]): Attribution {
  if (!id.safeParse(origin).success)
    return { kind: 'refused', refusal: 'BAD_ID', because: `the origin ${quoted(origin)} is no id` };
  // Every JSON string is a string in YAML too.
  const solution = [`${JSON.stringify(origin)}:`, ...lines.map((line) => `  ${line}`)].join('\n');
  return { kind: 'unattributed', because, solution };
}

export const unmapped = (origin: string, ...lines: readonly string[]): Attribution =>
  unattributed(origin, 'the catalog has no source of this name', ...lines);

export function attributedTo(to: readonly string[], facts: readonly DraftFact[]): Attribution {
  for (const draft of facts) {
    const read = readDraft(draft);
    if (!read.ok) return { kind: 'refused', refusal: read.refusal, because: read.message };
  }
  return { kind: 'facts', facts, to };
}

type Happened = Pick<Merged, 'id' | 'at' | 'actor'> & { readonly url?: string | undefined };

/** Actor and evidence are left out where they are no reference or address. */
export const factOf = (
  type: DraftFact['type'],
  id: string,
  { at, ...by }: Happened,
  fields: Fields,
): DraftFact => {
  const actor = reference.safeParse(by.actor).data;
  const evidence = webAddress.safeParse(by.url).data;
  return draftFact(type, { id, at, actor, evidence }, fields);
};
