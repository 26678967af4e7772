/** Reading what the reference pages show: the vocabularies, and features page by page. */
import * as z from 'zod';
import { type VocabularyName, vocabularyName } from '../../../events/facts/vocabulary.ts';
import { lazy } from '../../../events/lazy.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { FEATURES } from '../model/lists.ts';
import {
  answerOf,
  type ReferenceAnswer,
  type ReferenceTerm,
  referenceOf,
  type Terms,
  termsFor,
} from '../model/reference/features.ts';
import { readStates } from './states.ts';

/** Features of a page: as many as somebody can scroll through. */
const PAGE = 1000;

export async function readTerms(store: Store): Promise<Terms> {
  const states = await readStates(store, 'vocabulary', vocabularyName().options);
  const termsOf = (name: VocabularyName): ReferenceTerm[] =>
    (states.get(name)?.retiredAt === undefined ? (states.get(name)?.terms ?? []) : []).map(
      ({ term, title, description, url, alsoCalled, supported }) => ({
        ...{ id: term, title, description: description ?? null, url: url ?? null },
        ...{ alsoCalled: alsoCalled ?? [], supported: answerOf(supported), isDefined: 'yes' as const },
      }),
    );
  return {
    maturity: termsOf('maturity'),
    compatibility: termsOf('compatibility'),
    deployment: termsOf('deployment'),
    useCases: termsOf('use-cases'),
  };
}

const listed = lazy(() =>
  z.object({
    listKey: z.string(),
    card: z.object({ id: z.string(), retiredAt: z.string().optional() }),
  }),
);

interface Wanted {
  readonly team?: string | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
}

/** The registered features that are not retired, and what is known of each. */
export async function readReference(store: Store, { team, after }: Wanted = {}): Promise<ReferenceAnswer> {
  const prefix = team === undefined ? undefined : ownedBy(team);
  const [known, { items, isLast }] = await Promise.all([
    readTerms(store),
    listPage(store, FEATURES, PAGE, { prefix, after }),
  ]);
  const cards = items.map((item) => listed.parse(item));
  const living = cards.flatMap(({ card }) => (card.retiredAt === undefined ? [card.id] : []));
  const found = await readStates(store, 'feature', living);
  // The index can still list a former name.
  const states = living.flatMap((id) => {
    const state = found.get(id);
    return state === undefined || state.renamedTo !== undefined ? [] : [state];
  });
  const teams = await readStates(store, 'team', new Set(states.flatMap((state) => state.team ?? [])));
  const titles = new Map([...teams].map(([id, { title }]) => [id, title ?? id]));
  const terms = termsFor(known, states);
  const features = states.map((state) => referenceOf(state, terms, titles));
  const next = isLast ? null : (cards.at(-1)?.listKey ?? null);
  return { total: features.length, ...terms, features, next };
}
