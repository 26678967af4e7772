/** Why an event is refused: a code that pages group by, and a message that names every bad field. */
import type * as z from 'zod';
import { canonicalStart, digestOf } from './canonical-json.ts';
import type { Refusal } from './fields.ts';
import { withoutSecrets } from './redaction.ts';

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
  readonly message: string;
  /** The same for the same entry, so that quarantine stores it once. */
  readonly digest: string;
  /** The start of the entry's JSON, or of its text, for people: without secrets. */
  readonly excerpt: string;
}

/** The digest is made of the start of an entry, so that it also ends for a value that contains itself. */
const MAX_DIGESTED_LENGTH = 1_000_000;
const MAX_EXCERPT_LENGTH = 4000;
/** Names of fields can be as long as an event. */
const MAX_MESSAGE_LENGTH = 2000;
/** Bad fields that a message names; the others are counted. */
const MAX_NAMED_FIELDS = 20;

export const cut = (text: string, longest: number) =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;

export function refuse(entry: unknown, refusal: Refusal, message: string): Refused {
  const content = contentOf(entry);
  const json = canonicalStart(content, MAX_DIGESTED_LENGTH).slice(0, MAX_DIGESTED_LENGTH);
  const start = typeof content === 'string' ? content : json;
  const excerpt = cut(withoutSecrets(start.slice(0, 2 * MAX_EXCERPT_LENGTH)), MAX_EXCERPT_LENGTH);
  return { ok: false, refusal, message: cut(message, MAX_MESSAGE_LENGTH), digest: digestOf(json), excerpt };
}

/** Without the envelope of a bus, which gives the same event another id and time whenever it is sent: replaying adds nothing. */
function contentOf(entry: unknown): unknown {
  if (!isRecord(entry) || !Object.hasOwn(entry, 'detail-type') || !Object.hasOwn(entry, 'detail'))
    return entry;
  return { source: entry.source, 'detail-type': entry['detail-type'], detail: entry.detail };
}

type Issue = z.core.$ZodIssue;

/** The code and the message for what zod found wrong with a detail. A bad time or id outweighs other bad fields. */
export function explain(type: string, detail: unknown, issues: readonly Issue[]): [Refusal, string] {
  const codes = issues.map(refusalOf);
  const code = (['BAD_TIME', 'BAD_ID'] as const).find((one) => codes.includes(one)) ?? 'BAD_FIELD';
  const problems = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = path.length === 0 ? type : spell(path);
    if (!problems.has(field))
      problems.set(field, valueAt(detail, path) === undefined ? 'is missing' : message);
  }
  const named = [...problems].slice(0, MAX_NAMED_FIELDS).map(([field, problem]) => `${field} ${problem}`);
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
  return `[${JSON.stringify(cut(key, 60))}]`;
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
