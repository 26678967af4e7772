/** What is wrong with a value, to follow the name of its field: `project` + ` must be a string, not a number`. */
import type * as z from 'zod';

const NAMES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Record<string, string> = { email: 'an e-mail address', url: 'a web address' };

/** The message for an issue whose schema has none of its own, for zod's `error` option. */
export function inWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NAMES[issue.expected] ?? issue.expected}, not ${nameOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'invalid_format':
      return `is not ${FORMATS[issue.format] ?? 'in its format'}`;
    case 'invalid_key':
      return `is a name that ${issue.issues[0]?.message ?? 'cannot be one'}`;
    case 'too_small':
      return `must ${verb(issue.origin)} at least ${bound(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${verb(issue.origin)} at most ${bound(issue.maximum, issue.origin)}`;
    default:
      return 'does not fit';
  }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : `the number ${value}`;
  return NAMES[typeof value] ?? `a ${typeof value}`;
}

const UNITS: Record<string, string> = { array: ' entries', string: ' characters' };
const verb = (origin: string) => (origin in UNITS ? 'have' : 'be');
const bound = (limit: number | bigint, origin: string) =>
  `${limit.toLocaleString('en')}${UNITS[origin] ?? ''}`;
