/**
 * What the facts come to, folded and judged in memory by the same pure functions: no store, no reads that are noted, no
 * queue. What a replay takes more than this is the price of durability, and of knowing what each fact can change.
 */
import type { Fact } from '../../events/catalogue.ts';
import { type Accepted, readFact } from '../../events/read.ts';
import { trainCalendar } from '../../functions/catalog/model/calendar.ts';
import { type FeatureState, foldFeature } from '../../functions/catalog/model/feature.ts';
import { fold } from '../../functions/catalog/model/kinds.ts';
import { foldRelease, type ReleaseState } from '../../functions/catalog/model/release.ts';
import { placesOf } from '../../functions/kernel/ledger/parts.ts';
import { inOrder, type Entry as LedgerEntry, type Mention } from '../../functions/kernel/model/facts.ts';
import { neverRenamed } from '../../functions/kernel/model/identity.ts';
import { judge } from '../../functions/verdicts/model/judge.ts';
import type { Verdict } from '../../functions/verdicts/model/verdict.ts';
import type { Entry } from '../support/facts.ts';

interface Ledger {
  readonly kind: Accepted['entities'][number]['kind'];
  readonly id: string;
  readonly entries: LedgerEntry[];
  readonly mentions: Mention[];
}

/** Facts in memory, each once, by the entities they speak of. Nothing in them may be renamed. */
export class PlainLedgers {
  readonly #ledgers = new Map<string, Ledger>();
  readonly #known = new Set<string>();

  /** @returns whether it is new */
  add(entry: Entry): boolean {
    const read = readFact(entry);
    if (!read.ok) throw new TypeError(`A fact of the benchmark is refused: ${read.message}`);
    const { fact, digest, entities } = read;
    if (this.#known.has(digest)) return false;
    this.#known.add(digest);
    for (const { entity, part, mentions } of placesOf(fact, entities)) {
      const key = `${entity.kind} ${entity.id}`;
      const ledger = this.#ledgers.get(key) ?? { ...entity, entries: [], mentions: [] };
      this.#ledgers.set(key, ledger);
      if (part !== undefined) ledger.entries.push({ fact, digest });
      ledger.mentions.push(...mentions);
    }
    return true;
  }

  /** Folds every entity, and judges every project in every release that was cut. */
  judged(): Verdict[] {
    const features = new Map<string, FeatureState>();
    const releases = new Map<string, ReleaseState>();
    const flags = new Map<string, readonly Fact[]>();
    for (const ledger of this.#ledgers.values()) {
      const { kind, id } = ledger;
      const facts = factsOf(ledger);
      if (kind === 'feature') features.set(id, foldFeature(id, facts));
      else if (kind === 'release') releases.set(id, foldRelease(id, facts));
      else fold(ledger, facts, { names: neverRenamed(id), features: named(ledger, 'OWNED').flat() });
      if (kind === 'flag') flags.set(id, facts);
    }
    return [...this.#ledgers.values()].flatMap((train) => {
      if (train.kind !== 'train') return [];
      const states = [...new Set(named(train, 'RELEASE').flat())].flatMap((id) => releases.get(id) ?? []);
      const { judged } = trainCalendar(train.id, states);
      return named(train, 'MEMBER').flatMap(([, project = '']) => {
        const ledger = this.#ledgers.get(`project ${project}`);
        if (ledger === undefined) return [];
        const work = { project, facts: factsOf(ledger), mentions: ledger.mentions, features, flags };
        return judged.flatMap((cycle) => judge(work, cycle) ?? []);
      });
    });
  }
}

const factsOf = ({ entries }: Ledger): Fact[] => entries.toSorted(inOrder).map(({ fact }) => fact);

const named = ({ mentions }: Ledger, wanted: Mention['kind']) =>
  mentions.flatMap(({ kind, names }) => (kind === wanted ? [names] : []));
