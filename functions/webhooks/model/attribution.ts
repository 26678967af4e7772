/**
 * What a normalised event becomes: facts that are held to their contracts before anyone hears of them, or the reason why
 * there are none.
 */
import { digestOf } from '../../../events/canonical-json.ts';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { id, type Refusal, reference, webAddress } from '../../../events/fields.ts';
import { readFact } from '../../../events/read.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import type { Merged } from './normalized-event.ts';
import { quoted } from './words.ts';

/** Where something happened, and what the catalog says of it. */
export interface Origin {
  /** As the catalog's sources are called: `github:acme/app`. */
  readonly origin: string;
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
  /** It concerns nobody, and that is no mistake. */
  | { readonly kind: 'ignored'; readonly because: string }
  /** Nobody knows whose it is: it waits for a mapping. */
  | {
      readonly kind: 'unattributed';
      readonly because: string;
      /** What to add to `sources.yml`, as YAML with `<placeholders>`. */
      readonly solution: string;
    }
  /** No mapping makes a fact of it: a moment before the year 2000, a change without an address. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly because: string };

export const ignored = (because: string): Attribution => ({ kind: 'ignored', because });

/**
 * What nobody can attribute yet. Where the origin is no valid name of a source, no mapping will ever help.
 * @param lines of the source's entry in `sources.yml`
 */
export const unattributed = (origin: string, because: string, ...lines: readonly string[]): Attribution =>
  id.safeParse(origin).success
    ? { kind: 'unattributed', because, solution: entryOf(origin, lines) }
    : { kind: 'refused', refusal: 'BAD_ID', because: `the origin ${quoted(origin)} is no id` };

export const unmapped = (origin: string, ...lines: readonly string[]): Attribution =>
  unattributed(origin, 'the catalog has no source of this name', ...lines);

/** An entry of a catalog file as YAML. Every JSON string is a string in YAML too. */
const entryOf = (name: string, lines: readonly string[]): string =>
  [`${JSON.stringify(name)}:`, ...lines.map((line) => `  ${line}`)].join('\n');

/** @param to what the facts are about */
export function attributedTo(to: readonly string[], facts: readonly DraftFact[]): Attribution {
  for (const { type, detail } of facts) {
    const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
    if (!read.ok) return { kind: 'refused', refusal: read.refusal, because: read.message };
  }
  return { kind: 'facts', facts, to };
}

// So that the parts of two ids never run together into one.
const part = (name: string) => name.replaceAll('%', '%25').replaceAll(':', '%3A');

/** The id of an event's fact about these names: a repeat has it again. What would be too long for an id goes by its digest. */
export function factId(event: string, ...names: readonly string[]): string {
  const whole = [event, ...names.map(part)].join(':').normalize('NFC');
  return id.safeParse(whole).success ? whole : `event:${digestOf(whole)}`;
}

type Happened = Pick<Merged, 'id' | 'at' | 'actor'> & { readonly url?: string | undefined };

/** Actor and evidence are left out where they are no reference or address. @param factId see there */
export function draftFact(
  type: DraftFact['type'],
  factId: string,
  { at, actor, url }: Happened,
  fields: Fields,
): DraftFact {
  const detail = {
    version: 1,
    id: factId,
    occurredAt: at,
    ...(reference.safeParse(actor).success ? { actor } : {}),
    ...(webAddress.safeParse(url).success ? { evidence: url } : {}),
    ...fields,
  };
  return { type, detail };
}
