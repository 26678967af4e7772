/** The ids of occurrences. They become ids of facts, to which a few characters are added. */
import { digestOf } from '../../../../events/canonical-json.ts';

const MAX_LENGTH = 200;

const escaped = (part: string) => part.replaceAll('%', '%25').replaceAll(':', '%3A');

/**
 * One id for one thing that happened, from what was signed. A moment is part of it wherever the same can happen again
 * (a release that is published anew): one id never has two moments.
 * @param parts the source's name first; two different lists never give one id
 */
export function occurrenceId(parts: readonly string[], at?: string): string {
  const whole = [...parts.map(escaped), ...(at === undefined ? [] : [at])].join(':');
  return whole.length <= MAX_LENGTH ? whole : `${parts[0]}:${digestOf(whole)}`;
}
