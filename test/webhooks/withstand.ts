/** Bad inputs as tables: what is sent, and the answer that it gets. */
import { expect } from '@jest/globals';
import type { Refusal } from '../../events/fields.ts';
import type { Host } from '../../lib/local/host.ts';
import { type Answer, type Outgoing, send } from './webhook-host.ts';

export interface Row {
  readonly what: string;
  /** Made when it is sent: what is signed holds for minutes. */
  readonly make: () => Outgoing;
  readonly status: number;
  readonly outcome?: string;
  /** Why it is in quarantine, or was not taken at all. */
  readonly reason?: Refusal | (string & {});
}

/** As `it.each` shows it. */
export const titled = (rows: readonly Row[]): [string, Row][] =>
  rows.map((row) => [`${row.what}: ${row.status} ${row.reason ?? row.outcome ?? ''}`.trim(), row]);

/** Sends what a row says, and checks that it gets the row's answer. */
export async function withstands(host: Host, { make, status, outcome, reason }: Row): Promise<Answer> {
  const answer = await send(host, make());
  const given = answer.error?.code ?? answer.code ?? answer.quarantined[0]?.reason;
  expect([answer.status, answer.outcome, given]).toEqual([status, outcome, reason]);
  return answer;
}

/** Everything that a sender sees of a refusal, but for the moment. */
export const refusalIn = ({ text, headers }: Answer): string =>
  JSON.stringify([text, { ...headers, date: undefined }]);
