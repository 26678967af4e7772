/** Attribution of the events of a delivery: their facts, each read as the ledger will read it, and what becomes no fact. */
import { sizeProblem } from '../../../events/limits.ts';
import { type Accepted, readFact } from '../../../events/read.ts';
import { type Refused, refuse } from '../../../events/refusal.ts';
import type { SaidName } from '../../catalog/model/unknown-names.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import { entryOf } from '../../kernel/model/draft-fact.ts';
import type { Working } from '../../kernel/working.ts';
import { attribute } from '../model/attribute.ts';
import type { Attribution, Origin } from '../model/attribution.ts';
import type {
  Attributable,
  Commanded,
  LaterWords,
  Merged,
  NormalizedEvent,
} from '../model/normalized-event.ts';
import { overriddenIn, seenIn } from '../model/ownership.ts';

export interface Attributed {
  readonly facts: readonly Accepted[];
  /** What the facts are about: `project:rank`. */
  readonly to: readonly string[];
  readonly ignored: readonly string[];
  /** What would make a change count that nearly does: lines of `sources.yml`. */
  readonly solution?: string | undefined;
  /** What waits for a mapping, and what to do about it. */
  readonly unattributed: readonly Unattributed[];
  readonly refused: readonly Refused[];
  /** Commands and their answers, in plain text. */
  readonly replies: readonly { readonly line: string; readonly reply: string }[];
  /** Why commands were not taken. Nothing is written where the comment is, so the page of deliveries says it. */
  readonly refusals?: readonly string[] | undefined;
  /** Names that were said and that no fact has: in labels that a rule overrides, and of people whom nobody knows. */
  readonly named?: readonly SaidName[] | undefined;
}

export interface Unattributed {
  readonly normalized: Attributable;
  readonly because: string;
  /** What to add to `sources.yml`. */
  readonly solution: string;
}

export const NOTHING: Attributed = {
  facts: [],
  to: [],
  ignored: [],
  unattributed: [],
  refused: [],
  replies: [],
};

type Attributing = Pick<Working, 'table' | 'now'>;

export async function attributeEvents(
  attributing: Attributing,
  events: readonly NormalizedEvent[],
  origin: Origin,
): Promise<Attributed> {
  const all: Attributed[] = [];
  for (const event of events) all.push(await attributeOne(attributing, event, origin));
  return {
    // A list may hold one fact twice.
    facts: [...new Map(all.flatMap(({ facts }) => facts).map((each) => [each.digest, each])).values()],
    to: [...new Set(all.flatMap(({ to }) => to))],
    ignored: all.flatMap(({ ignored }) => ignored),
    solution: all.find(({ solution }) => solution !== undefined)?.solution,
    unattributed: all.flatMap(({ unattributed }) => unattributed),
    refused: all.flatMap(({ refused }) => refused),
    replies: all.flatMap(({ replies }) => replies),
    refusals: all.flatMap(({ refusals = [] }) => refusals),
    named: all.flatMap(({ named = [] }) => named),
  };
}

async function attributeOne(
  attributing: Attributing,
  event: NormalizedEvent,
  origin: Origin,
): Promise<Attributed> {
  if (event.kind === 'stated') return readEntries([event.entry], attributing.now);
  if (event.kind === 'commanded') return answer(attributing, event, origin);
  const found = attribute(event, origin);
  const later = event.kind === 'merged' ? laterWords(event, origin) : undefined;
  if (event.kind === 'merged' && later !== undefined && (found.kind === 'facts' || found.kind === 'ignored'))
    return settled(attributing, event, later, found, origin);
  switch (found.kind) {
    case 'facts':
      return {
        ...readEntries(found.facts.map(entryOf), attributing.now),
        to: found.to,
        named: event.kind === 'merged' ? overridden(event, origin) : [],
      };
    case 'ignored':
      return { ...NOTHING, ignored: [found.because], solution: found.solution };
    case 'refused':
      return { ...NOTHING, refused: [refuse(event, found.refusal, found.because)] };
    case 'unattributed':
      return {
        ...waitingFor(event, found),
        facts: readEntries((found.meanwhile ?? []).map(entryOf), attributing.now).facts,
      };
  }
}

const overridden = (event: Merged, { record }: Origin): SaidName[] =>
  record === undefined
    ? []
    : overriddenIn(record, seenIn(event, record)).map((one) => ({ ...one, evidence: event.url }));

/** A mapping that was made so long after a merge can attribute it to others than the first delivery did. */
const MAX_UNSETTLED_MS = 600_000;

/** What was said of a change after its merge: by its sender, or by a mapping that is younger than the change. */
function laterWords({ later, at }: Merged, { mappedAt }: Origin): LaterWords | undefined {
  if (later !== undefined) return later;
  const isYounger = mappedAt !== undefined && Date.parse(mappedAt) > Date.parse(at) + MAX_UNSETTLED_MS;
  return isYounger ? { at } : undefined;
}

async function settled(
  attributing: Attributing,
  event: Merged,
  later: LaterWords,
  found: Attribution & { readonly kind: 'facts' | 'ignored' },
  origin: Origin,
): Promise<Attributed> {
  // Few deliveries are about a change that was merged before.
  const { settleChange } = await import('./settle-change.ts');
  const answer = await settleChange(attributing, event, later, found, origin);
  if (answer.kind === 'stands') return { ...NOTHING, ignored: [answer.because] };
  const rest =
    found.kind === 'facts' ? { to: found.to } : { ignored: [found.because], solution: found.solution };
  return { ...readEntries(answer.facts.map(entryOf), attributing.now), ...rest };
}

/** It is stored whole while it waits, in one item of the table. */
function waitingFor(
  normalized: Attributable,
  { because, solution }: Omit<Unattributed, 'normalized'>,
): Attributed {
  const problem = sizeProblem(JSON.stringify(normalized));
  if (problem !== undefined) return { ...NOTHING, refused: [refuse(normalized, 'TOO_LARGE', problem)] };
  return { ...NOTHING, unattributed: [{ normalized, because, solution }] };
}

async function answer(
  { table, now }: Attributing,
  commanded: Commanded,
  origin: Origin,
): Promise<Attributed> {
  // Few deliveries are comments with commands, which need the whole catalog.
  const { answersTo } = await import('./comment-commands.ts');
  const answers = await answersTo(table, commanded, origin, now);
  const facts = answers.flatMap((each) => each.facts.map(entryOf));
  return {
    ...readEntries(facts, now),
    to: [...new Set(answers.flatMap(({ to }) => to))],
    refusals: answers.flatMap(({ outcome, reply }) => (outcome === 'refused' ? [reply] : [])),
    replies: answers.map(({ line, reply }) => ({ line, reply })),
    named: answers.some(({ isStranger }) => isStranger === true)
      ? [{ kind: 'person', name: commanded.actor }]
      : [],
  };
}

/** No clock is wrong by more than this: a later moment is a mistake, and would distort the order of ledgers. */
const MAX_AHEAD_MS = 86_400_000;

function readEntries(entries: readonly unknown[], now: string): Attributed {
  const latest = new Date(Date.parse(now) + MAX_AHEAD_MS).toISOString();
  const all = entries.map((entry) => {
    const found = readFact(entry);
    return found.ok && found.fact.detail.occurredAt > latest
      ? refuse(entry, 'BAD_TIME', `occurredAt ${found.fact.detail.occurredAt} lies in the future`)
      : found;
  });
  const facts = all.flatMap((each) => (each.ok ? [each] : []));
  return {
    ...NOTHING,
    facts,
    to: facts.flatMap(({ entities }) => entities.slice(0, 1)).map(({ kind, id }) => `${kind}:${id}`),
    refused: all.flatMap((each) => (each.ok ? [] : [each])),
  };
}

/** Facts as they go onto the bus. */
export const outgoing = (facts: readonly Accepted[]): OutgoingFact[] =>
  facts.map(({ fact, body }) => ({ type: fact.type, body }));
