/** Who did what, when, and by which way: the ledger of one entity, newest first. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { FROM_FILES } from '../../catalog/model/record-keeping.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import type { Store } from '../../kernel/store/store.ts';
import { PAGE_ID } from './prepare.ts';

const way = lazy(() => z.enum(['page', 'command', 'comment', 'files', 'link', 'api']));
type Way = Output<typeof way>;

export const WAY_WORDS: Readonly<Record<Way, string>> = {
  page: 'on a page',
  command: 'with the command',
  comment: 'in a comment',
  files: 'in the files of the catalog',
  link: 'by the link of a message',
  api: 'over the API, or by a webhook',
};

const entry = lazy(() =>
  z.object({
    event: z.string().describe('the id of the fact'),
    at: z.string().describe('UTC instant'),
    type: z.string().describe('of the fact, as the contract names it'),
    by: z.string().nullable().describe('a reference, like person:ada'),
    way: way(),
    said: z.record(z.string(), z.unknown()).describe('the fields of the fact'),
    evidence: z.string().nullable(),
  }),
);
export type AuditEntry = Output<typeof entry>;

export const auditAnswer = lazy(() =>
  z.object({
    entity: z.string().nullable(),
    total: z.int(),
    entries: z.array(entry()),
    next: z.string().nullable().describe('the `before` of the page after this one'),
  }),
);

/** Commands give their facts ids of their name and a random one. */
const COMMAND = /^[a-z]+:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The id tells, because each way makes ids of its own kind. */
export function wayOf({ id, actor }: { readonly id: string; readonly actor?: string | undefined }): Way {
  if (id.startsWith(PAGE_ID)) return 'page';
  if (id.startsWith(FROM_FILES)) return 'files';
  if (COMMAND.test(id)) return 'command';
  if (/^confirm:/.test(id)) return 'link';
  return actor !== undefined && /:comment:|:commented/.test(id) ? 'comment' : 'api';
}

const ENVELOPE: ReadonlySet<string> = new Set(['version', 'id', 'occurredAt', 'actor', 'evidence']);

const entryOf = ({ type, detail }: Fact): AuditEntry => ({
  event: detail.id,
  at: detail.occurredAt,
  type,
  by: detail.actor ?? null,
  way: wayOf(detail),
  said: Object.fromEntries(Object.entries(detail).filter(([name]) => !ENVELOPE.has(name))),
  evidence: detail.evidence ?? null,
});

const PAGE = 50;

/**
 * Reads the ledger of the entity, under all of its names, and no other.
 * @param before the cursor: a moment and an id
 */
export async function readAudit(
  store: Store,
  entity: Entity,
  { person, before }: { readonly person?: string | undefined; readonly before?: string | undefined },
): Promise<Omit<Output<typeof auditAnswer>, 'entity'>> {
  const all = (await readLedger(store, entity)).facts
    .map(entryOf)
    .filter(({ by }) => person === undefined || by === person || by === `person:${person}`)
    .reverse();
  const from = before === undefined ? 0 : all.findIndex((one) => cursorOf(one) === before) + 1;
  const entries = all.slice(from, from + PAGE);
  const last = entries.at(-1);
  return {
    total: all.length,
    entries,
    next: last === undefined || from + PAGE >= all.length ? null : cursorOf(last),
  };
}

const cursorOf = ({ at, event }: AuditEntry) => `${at} ${event}`;
