/** A fact that somebody says with a command. */
import { randomUUID } from 'node:crypto';
import { FACT_SOURCE } from '../../events/contract.ts';
import { readFact } from '../../events/read.ts';
import type { Speaker } from './grades/speaker.ts';
import { CommandMisusedError } from './input-error.ts';
import type { OutgoingFact } from './target.ts';

/**
 * @param about what its id begins with
 * @param fields of the fact; those that are undefined are not said
 * @param now UTC instant
 * @throws {CommandMisusedError} when it would not be understood, which names the option that is off
 */
export function saidFact(
  type: string,
  about: string,
  fields: Readonly<Record<string, unknown>>,
  { person }: Pick<Speaker, 'person'>,
  now: string,
): OutgoingFact {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const id = `${about}:${randomUUID()}`;
  const detail = { version: 1, id, occurredAt: now, actor: `person:${person}`, ...given };
  const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
  if (!read.ok) throw new CommandMisusedError(`Nothing was said: ${read.message}`);
  return { type: read.fact.type, body: read.body };
}
