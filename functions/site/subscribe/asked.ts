/** What calendars and feeds have in common: how their files are named, where links lead, and what text they can hold. */
import { addressUnknown, RequestRefusedError } from '../../kernel/http/answers.ts';
import type { RawRequest } from '../resource/addresses.ts';

/** What a file is named after: `server` of `server.ics`. @throws {RequestRefusedError} for another kind of file */
export function nameOfFile({ ids: { file = '' } }: Pick<RawRequest, 'ids'>, ending: string): string {
  const name = file.endsWith(ending) ? file.slice(0, -ending.length) : '';
  if (name === '') throw addressUnknown();
  return name;
}

export const nobodyCalled = (kind: 'team' | 'train' | 'feature', id: string) =>
  new RequestRefusedError(404, `${kind.toUpperCase()}_UNKNOWN`, `No ${kind} ${id} is known here.`);

/** Links in a file need a host: where the product does not know its own, it is the one that was asked. */
export const originOf = ({ publicUrl, event }: Pick<RawRequest, 'publicUrl' | 'event'>): string =>
  publicUrl ?? URL.parse(`http://${event.headers.host ?? 'localhost'}`)?.origin ?? 'http://localhost';

/** On one line, without the characters that neither XML nor iCalendar can hold. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029\ufffe\uffff]+/gu, ' ')
    .trim();
