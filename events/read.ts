/** Every fact comes in here: an entry of the bus becomes a typed fact with one canonical body, or a refusal. */
import * as z from 'zod';
import { canonicalJson, digestOf } from './canonical-json.ts';
import { announcements, type Fact, facts } from './catalogue.ts';
import { type Entity, FACT_SOURCE } from './contract.ts';
import type { Refusal } from './fields.ts';
import { isTooDeep, MAX_DEPTH, sizeProblem } from './limits.ts';
import { didYouMean } from './nearest.ts';
import { cut, explain, type Refused, refuse } from './refusal.ts';
import { unreadKey } from './unread-keys.ts';

export interface Accepted {
  readonly ok: true;
  readonly fact: Fact;
  /** The entities whose ledgers it belongs to; the first one is what it is about. */
  readonly entities: readonly Entity[];
  /** Its detail as canonical JSON: known fields normalised, unknown ones kept. */
  readonly body: string;
  /** Of its type and body: the same content has the same digest in any spelling. */
  readonly digest: string;
}

type FactContract = (typeof facts)[number];
type Json = Record<string, unknown>;

const contracts = new Map<string, FactContract>(facts.map((contract) => [contract.type, contract]));
const announced: readonly string[] = announcements.map((contract) => contract.type);

/** Thrown and caught in this file only. */
class Problem extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/**
 * Reads an EventBridge-shaped entry (`source`, `detail-type`, `detail`; other keys are ignored). Never throws for
 * anything that came out of JSON, and leaves the entry as it is.
 */
export function readFact(entry: unknown): Accepted | Refused {
  try {
    const { contract, detail } = openEntry(entry);
    return accept(contract, detail);
  } catch (error) {
    if (error instanceof Problem) return refuse(entry, error.refusal, error.message);
    throw error;
  }
}

/** Parses a stored fact. @throws when the type is unknown or the body is not one that `readFact` returned */
export function readStored(type: string, body: string): Fact {
  const contract = contracts.get(type);
  if (contract === undefined) throw new Error(`no fact is called ${type}`);
  return contract.read(JSON.parse(body));
}

function openEntry(entry: unknown): { contract: FactContract; detail: Json } {
  if (!isObject(entry))
    throw new Problem('NOT_AN_EVENT', 'an event is an object with source, detail-type and detail');
  const { source, 'detail-type': type, detail } = entry;
  const missing = [
    ...(typeof source === 'string' ? [] : ['source (a string)']),
    ...(typeof type === 'string' ? [] : ['detail-type (a string)']),
    ...(isObject(detail) ? [] : ['detail (an object)']),
  ];
  if (typeof source !== 'string' || typeof type !== 'string' || !isObject(detail)) {
    throw new Problem('NOT_AN_EVENT', `the event has no ${missing.join(' and no ')}`);
  }
  if (source !== FACT_SOURCE) {
    throw new Problem('UNKNOWN_SOURCE', `source is ${quote(source)}, facts come with ${quote(FACT_SOURCE)}`);
  }
  return { contract: contractOf(type), detail };
}

function contractOf(type: string): FactContract {
  const contract = contracts.get(type);
  if (contract !== undefined) return contract;
  if (announced.includes(type)) {
    throw new Problem('UNKNOWN_TYPE', `${type} is an announcement: only Shipshape publishes those`);
  }
  const hint = didYouMean(type, [...contracts.keys()]);
  throw new Problem('UNKNOWN_TYPE', `no fact is called ${quote(type)}${hint}`);
}

function accept(contract: FactContract, given: Json): Accepted {
  if (isTooDeep(given)) throw new Problem('TOO_DEEP', `detail is nested deeper than ${MAX_DEPTH} levels`);
  const json = withinSize(canonicalJson(given));
  const raw: unknown = JSON.parse(json);
  if (!isObject(raw)) throw new Problem('NOT_AN_EVENT', 'the event has no detail (an object)');
  requireVersion(raw.version);
  if (json.includes('"__proto__":')) requireReadable(contract, raw);
  const { fact, entities } = parse(contract, raw);
  const body = withinSize(canonicalJson(merged(raw, fact.detail)));
  return { ok: true, fact, entities, body, digest: digestOf(`${fact.type}\n${body}`) };
}

function withinSize(json: string): string {
  const problem = sizeProblem(json);
  if (problem !== undefined) throw new Problem('TOO_LARGE', problem);
  return json;
}

function requireVersion(version: unknown): void {
  if (version === undefined) throw new Problem('UNKNOWN_VERSION', 'version is missing, it must be 1');
  if (version !== 1)
    throw new Problem('UNKNOWN_VERSION', `version ${quote(version)} is unknown, it must be 1`);
}

function requireReadable({ type, schema }: FactContract, raw: Json): void {
  const path = unreadKey(schema, raw);
  if (path === undefined) return;
  const message = 'cannot be used as a name';
  throw new Problem(...explain(type, raw, [{ code: 'custom', path: [...path], message }]));
}

function parse(contract: FactContract, raw: Json): ReturnType<FactContract['accept']> {
  try {
    return contract.accept(raw);
  } catch (error) {
    if (error instanceof z.ZodError) throw new Problem(...explain(contract.type, raw, error.issues));
    throw error;
  }
}

/** What was sent, with its known parts normalised: at every level the parsed value wins. */
function merged(raw: unknown, parsed: unknown): unknown {
  if (Array.isArray(raw) && Array.isArray(parsed))
    return parsed.map((entry, index) => merged(raw[index], entry));
  if (!isObject(raw) || !isObject(parsed)) return parsed;
  const known = Object.entries(parsed).map(([key, value]) => [key, merged(raw[key], value)]);
  const unknown = Object.entries(raw).filter(([key]) => !Object.hasOwn(parsed, key.normalize('NFC')));
  return Object.fromEntries([...unknown, ...known]);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as JSON, short enough for a message. */
const quote = (value: unknown) => cut(canonicalJson(value), 80);
