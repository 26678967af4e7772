/** From occurrences to facts, by what the catalog says of their place; and every fact read as the ledger will read it. */
import { sizeProblem } from '../../../events/limits.ts';
import { readFact } from '../../../events/read.ts';
import { refuse } from '../../../events/refusal.ts';
import { entryOf } from '../../kernel/model/draft-fact.ts';
import type { Store } from '../../kernel/store/store.ts';
import { attribute } from '../model/attribute.ts';
import type { Attributed, Place } from '../model/attributed.ts';
import type { Commanded, NormalizedEvent } from '../model/normalized-event.ts';
import { joined, nothing, type Translated } from './outcome.ts';

export interface Translating {
  readonly table: Store;
  /** UTC instant. */
  readonly now: string;
}

/** No clock is wrong by more than this; a later moment is a mistake that would order ledgers. */
const DAY_MS = 86_400_000;

export async function translate(
  translating: Translating,
  occurrences: readonly NormalizedEvent[],
  place: Place,
): Promise<Translated> {
  const all: Translated[] = [];
  for (const occurrence of occurrences) all.push(await translateOne(translating, occurrence, place));
  return joined(all);
}

async function translateOne(
  translating: Translating,
  occurrence: NormalizedEvent,
  place: Place,
): Promise<Translated> {
  const attributed = attribute(occurrence, place);
  switch (attributed.kind) {
    case 'facts':
      return { ...read(attributed.facts.map(entryOf), translating.now), to: attributed.to };
    case 'entry':
      return read([attributed.entry], translating.now);
    case 'commands':
      return answer(translating, attributed.commanded, place);
    case 'ignored':
      return { ...nothing, ignored: [attributed.because] };
    default:
      return leftOver(occurrence, attributed);
  }
}

function leftOver(
  occurrence: NormalizedEvent,
  attributed: Extract<Attributed, { kind: 'unattributed' | 'refused' }>,
): Translated {
  if (attributed.kind === 'refused')
    return { ...nothing, refused: [refuse(occurrence, attributed.refusal, attributed.because)] };
  if (occurrence.kind === 'stated') return nothing;
  // It is kept whole while it waits, in one item of the table.
  const problem = sizeProblem(JSON.stringify(occurrence));
  if (problem !== undefined) return { ...nothing, refused: [refuse(occurrence, 'TOO_LARGE', problem)] };
  return { ...nothing, left: [{ occurrence, reason: attributed }] };
}

async function answer({ table, now }: Translating, commanded: Commanded, place: Place): Promise<Translated> {
  // Few deliveries are comments with commands, which need the whole catalog.
  const { answerCommands, featuresAsked } = await import('../model/answer-commands.ts');
  const { commandContext } = await import('./command-context.ts');
  const context = await commandContext(table, place, featuresAsked(commanded, place), now);
  const answers = answerCommands(commanded, context);
  const facts = read(
    answers.flatMap((each) => each.facts.map(entryOf)),
    now,
  );
  const replies = answers.map(({ line, reply }) => ({ line, reply }));
  return { ...facts, to: [...new Set(answers.flatMap(({ to }) => to))], replies };
}

function read(entries: readonly unknown[], now: string): Translated {
  const latest = new Date(Date.parse(now) + DAY_MS).toISOString();
  const all = entries.map((entry) => {
    const found = readFact(entry);
    return found.ok && found.fact.detail.occurredAt > latest
      ? refuse(entry, 'BAD_TIME', `occurredAt ${found.fact.detail.occurredAt} lies in the future`)
      : found;
  });
  return {
    ...nothing,
    facts: all.flatMap((each) => (each.ok ? [each] : [])),
    to: [...new Set(all.flatMap((each) => (each.ok ? each.entities.slice(0, 1) : [])))].map(
      ({ kind, id }) => `${kind}:${id}`,
    ),
    refused: all.flatMap((each) => (each.ok ? [] : [each])),
  };
}
