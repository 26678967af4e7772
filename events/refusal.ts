/** Why a fact was refused: the code that pages group by, and a message that names every bad field in words. */
import type * as z from 'zod';
import { canonicalStart, digestOf } from './canonical-json.ts';
import type { Refusal } from './fields.ts';

/** What is known of an entry that could not be understood. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
  readonly message: string;
  /** The same for the same entry, so that quarantine keeps it once. */
  readonly digest: string;
  /** The start of the entry's JSON, for people. */
  readonly excerpt: string;
}

/** As much of a refused entry as its digest is made of; also ends for a value that holds itself. */
const DIGESTED = 1_000_000;
const MAX_EXCERPT_LENGTH = 4000;
/** A message can name fields whose names are as long as an event. */
const MAX_MESSAGE_LENGTH = 2000;
/** Bad fields named one by one; the rest are counted. */
const NAMED = 20;

const cut = (text: string, longest: number) =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;

export function refuse(entry: unknown, refusal: Refusal, message: string): Refused {
  const json = canonicalStart(entry, DIGESTED).slice(0, DIGESTED);
  const excerpt = cut(json, MAX_EXCERPT_LENGTH);
  return { ok: false, refusal, message: cut(message, MAX_MESSAGE_LENGTH), digest: digestOf(json), excerpt };
}

type Issue = z.core.$ZodIssue;

/** What zod found wrong with a detail, as a refusal's code and message. A bad time or id outweighs other bad fields. */
export function explain(type: string, detail: unknown, issues: readonly Issue[]): [Refusal, string] {
  const codes = issues.map(refusalOf);
  const code = (['BAD_TIME', 'BAD_ID'] as const).find((one) => codes.includes(one)) ?? 'BAD_FIELD';
  const problems = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = path.length === 0 ? type : spell(path);
    if (!problems.has(field))
      problems.set(field, valueAt(detail, path) === undefined ? 'is missing' : message);
  }
  const named = [...problems].slice(0, NAMED).map(([field, problem]) => `${field} ${problem}`);
  const rest = problems.size - named.length;
  return [code, [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')];
}

function refusalOf(issue: Issue): Refusal {
  if (issue.code === 'invalid_format' && issue.format === 'datetime') return 'BAD_TIME';
  if (issue.code === 'invalid_key')
    return issue.issues.map(refusalOf).includes('BAD_ID') ? 'BAD_ID' : 'BAD_FIELD';
  const stated: unknown = issue.code === 'custom' ? issue.params?.refusal : undefined;
  return stated === 'BAD_TIME' || stated === 'BAD_ID' ? stated : 'BAD_FIELD';
}

/** `categories[3].check`, `compatibility["gitlab.com"]` */
const spell = (path: Issue['path']): string =>
  path.map((step, index) => spellStep(step, index === 0)).join('');

function spellStep(step: PropertyKey, first: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  const key = String(step);
  if (/^\w{1,60}$/.test(key)) return first ? key : `.${key}`;
  return `[${JSON.stringify(key.length > 60 ? `${key.slice(0, 59).toWellFormed()}…` : key)}]`;
}

function valueAt(detail: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    detail,
  );
}

/** An object or a list, read by key. */
const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;
