/** Makes of what somebody filled in the facts that they state, in words and with what they change. Nothing is sent. */
import { randomUUID } from 'node:crypto';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import type { Accepted } from '../../../events/read.ts';
import {
  NONE,
  type Statement,
  StatementIncompleteError,
  StatementRefusedError,
} from '../../catalog/model/statements/statement.ts';
import { draftFact, readDraft } from '../../kernel/model/draft-fact.ts';
import type { Action, Scene, Values } from './action.ts';
import { type Effect, effectsOf } from './effects.ts';
import { instantOf } from './moments.ts';

export interface Prepared {
  readonly ok: true;
  readonly statement: Statement;
  readonly facts: readonly Accepted[];
  readonly effects: readonly Effect[];
  /** Of the words and of what they change: while it stays the same, nothing has happened in between. */
  readonly digest: string;
}

/** What has to be put right, by field; or why it may not be said at all. */
export interface Problem {
  readonly ok: false;
  readonly field?: string;
  readonly because: string;
}

/** So that the audit knows by which way something came in: `page:exempt:…` */
export const PAGE_ID = 'page:';

export async function prepare(
  name: string,
  action: Action,
  scene: Scene,
  typed: Values,
): Promise<Prepared | Problem> {
  const read = readValues(action, scene, typed);
  if (!('values' in read)) return read;
  const made = await making(() => action.make(scene, read.values));
  if ('ok' in made) return made;
  const facts: Accepted[] = [];
  for (const { type, fields, at = scene.now, id = `${PAGE_ID}${name}:${randomUUID()}` } of made.facts) {
    const said = { id, at, actor: `person:${scene.speaker.person}` };
    const fact = readDraft(draftFact(type, said, fields));
    if (!fact.ok) return { ok: false, because: fact.message };
    facts.push(fact);
  }
  const effects = await effectsOf(scene.store, facts, scene);
  const digest = digestOf(
    canonicalJson([made.words, made.next ?? '', made.facts.map(({ type }) => type), effects]),
  );
  return { ok: true, statement: made, facts, effects, digest };
}

/** What is required is there, and moments are instants. */
function readValues({ fields }: Action, { zone, now }: Scene, typed: Values): { values: Values } | Problem {
  const values: Record<string, string> = {};
  for (const { name, label, as, isRequired } of fields) {
    const value = typed[name];
    if (value === undefined) {
      if (isRequired) return { ok: false, field: name, because: `${label} is needed` };
      continue;
    }
    const instant = as === 'moment' && value !== NONE ? instantOf(value, zone) : value;
    if (instant === undefined)
      return { ok: false, field: name, because: 'This is no existing day like 2026-11-30, and no moment' };
    if (name === 'until' && instant <= now)
      return { ok: false, field: name, because: 'This moment has passed' };
    values[name] = instant;
  }
  return { values };
}

async function making(make: () => Promise<Statement>): Promise<Statement | Problem> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof StatementRefusedError) return { ok: false, because: error.message };
    if (!(error instanceof StatementIncompleteError)) throw error;
    const { field, message, example } = error;
    return { ok: false, field, because: example === undefined ? message : `${message}, like “${example}”` };
  }
}
