/** The lists of bad inputs as tables: what is sent, and the answer that it gets. */
import { expect } from '@jest/globals';
import type { Refusal } from '../../events/fields.ts';
import type { Host } from '../../lib/local/host.ts';
import { type Answer, type Outgoing, send } from './webhook-host.ts';

/** One entry of a list. */
export interface Row {
  /** Its number in the list. */
  readonly what: string;
  /** Made when it is sent: what is signed holds for minutes. */
  readonly make: () => Outgoing;
  readonly status: number;
  readonly outcome?: string;
  /** Why it is in quarantine, or was not taken at all. */
  readonly reason?: Refusal | (string & {});
  /** Why the answer is another than the list has. */
  readonly otherwise?: string;
}

/** As `it.each` shows it. */
export const titled = (rows: readonly Row[]): [string, Row][] =>
  rows.map((row) => [`${row.what}: ${row.status} ${row.reason ?? row.outcome ?? ''}`.trim(), row]);

/** Sends what a row says, and checks that it gets the row's answer. */
export async function withstands(host: Host, { make, status, outcome, reason }: Row): Promise<Answer> {
  const answer = await send(host, make());
  const given = answer.error?.code ?? answer.quarantined[0]?.reason;
  expect([answer.status, answer.outcome, given]).toEqual([status, outcome, reason]);
  return answer;
}

/** A payload with other values at some of its paths: `release.tag_name`. What is undefined is taken out. */
export function changed(payload: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(changes).reduce<unknown>(
    (whole, [path, value]) => withValue(whole, path.split('.'), value),
    payload,
  );
}

function withValue(whole: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const known = typeof whole === 'object' && whole !== null ? Object.entries(whole) : [];
  const inner = known.find(([key]) => key === step)?.[1];
  return { ...Object.fromEntries(known), [step]: withValue(inner, rest, value) };
}
