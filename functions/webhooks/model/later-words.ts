/**
 * What is said of a change after its merge: its facts as they are attributed now, and what that makes of those that it has. Each
 * statement has the moment at which its words were said, so that the last words decide in whichever order they arrive.
 */
import { digestOf } from '../../../events/canonical-json.ts';
import { factId, isWithdrawn, type KnownChange } from '../../catalog/model/change.ts';
import { type DraftFact, draftFact } from '../../kernel/model/draft-fact.ts';

/** A change as attribution makes it. */
type Attributed = DraftFact;

export interface Resaid {
  /** The id of the event of the merge. */
  readonly event: string;
  /** When this was said, UTC. */
  readonly at: string;
  readonly actor?: string | undefined;
  readonly now: readonly Attributed[];
  /** As it was attributed before these words; undefined where the sender does not repeat what it said. */
  readonly before: readonly Attributed[] | undefined;
  /** What the ledgers have of it. */
  readonly known: readonly KnownChange[];
}

export type Settled =
  | { readonly kind: 'facts'; readonly facts: readonly DraftFact[] }
  /** Nothing changes. */
  | { readonly kind: 'stands'; readonly because: string };

const REASON = 'Its labels, title, milestone or mapping say otherwise since.';

export function settle({ event, at, actor, now, before, known }: Resaid): Settled {
  const isPersons = ({ corrections }: KnownChange) =>
    corrections.length > 0 && corrections.at(-1)?.event.startsWith(`${event}:`) === false;
  if (known.some(isPersons))
    return { kind: 'stands', because: 'a person has withdrawn or moved the change, and that stands' };
  if (known.some(({ corrections }) => corrections.some((one) => one.at > at)))
    return { kind: 'stands', because: 'more was said of the change since' };
  const present = now.map((draft) => ({ draft: placed(draft, event, known), owner: ownerOf(draft.detail) }));
  const owners = new Set(present.map(({ owner }) => owner));
  const ids = new Set(present.map(({ draft }) => draft.detail.id));
  const owned = new Set((before ?? []).map(({ detail }) => ownerOf(detail)));
  const said = (type: 'ChangeWithdrawn' | 'ChangeReinstated', project: unknown, change: string) => {
    const word = type === 'ChangeWithdrawn' ? 'withdrawn' : 'reinstated';
    const reason = type === 'ChangeWithdrawn' ? REASON : undefined;
    const id = change.startsWith(`${event}:`) ? change : `${event}:${digestOf(change).slice(0, 12)}`;
    return draftFact(type, { id: factId(id, word, at), at, actor }, { project, change, reason });
  };
  const returns = present.flatMap(({ draft, owner }) => {
    const held = known.find((one) => one.id === draft.detail.id);
    const isNew = before === undefined ? held === undefined && known.length > 0 : !owned.has(owner);
    return isNew || (held !== undefined && isWithdrawn(held))
      ? [said('ChangeReinstated', draft.detail.project, draft.detail.id)]
      : [];
  });
  const left = new Map<string, unknown>([
    ...(before ?? [])
      .filter(({ detail }) => !owners.has(ownerOf(detail)) && !ids.has(detail.id))
      .map(({ detail }) => [detail.id, detail.project] as const),
    ...known
      .filter((one) => !ids.has(one.id) && !isWithdrawn(one))
      .map((one) => [one.id, one.project] as const),
  ]);
  for (const one of known) if (isWithdrawn(one)) left.delete(one.id);
  const withdrawals = [...left].map(([change, project]) => said('ChangeWithdrawn', project, change));
  return { kind: 'facts', facts: [...present.map(({ draft }) => draft), ...returns, ...withdrawals] };
}

const ownerOf = ({ project, feature, flag }: Readonly<Record<string, unknown>>) =>
  JSON.stringify([project, feature ?? null, flag ?? null]);

/** Under the id of the fact that says the same already; under another one where its own stands for another feature. */
function placed(draft: Attributed, event: string, known: readonly KnownChange[]): Attributed {
  const owner = ownerOf(draft.detail);
  const same = known.find((one) => ownerOf({ ...one }) === owner);
  const isTaken = known.some((one) => one.id === draft.detail.id);
  const id =
    same?.id ??
    (isTaken
      ? factId(event, `${draft.detail.project}`, 'as', digestOf(owner).slice(0, 12))
      : draft.detail.id);
  return { ...draft, detail: { ...draft.detail, id } };
}
