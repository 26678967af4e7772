/** Finds changes by the id of their fact, or of the event that it was made of. For what is rare: it asks every project's ledger. */

import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { project as projectEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { readStored } from '../../../events/read.ts';
import { contentsBelow } from '../../kernel/ledger/append.ts';
import { LIFE } from '../../kernel/ledger/parts.ts';
import { entriesOfParts } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { partition } from '../../kernel/store/keys.ts';
import { inList } from '../../kernel/store/lists.ts';
import { all, getOne, type Store } from '../../kernel/store/store.ts';
import type { KnownChange } from '../model/change.ts';
import { PROJECTS, UNREGISTERED } from '../model/lists.ts';

const listed = lazy(() => z.object({ card: z.object({ kind: z.string().optional(), id: z.string() }) }));
const stored = lazy(() => z.object({ type: z.string(), body: z.string() }));

/** Every project that facts name, registered or not. */
async function readProjects(table: Store): Promise<string[]> {
  const [registered, others] = await Promise.all([
    all(inList(table, PROJECTS)),
    all(inList(table, UNREGISTERED)),
  ]);
  const unregistered = others.map((item) => listed.parse(item).card).filter(({ kind }) => kind === 'project');
  return distinct(
    [...registered.map((item) => listed.parse(item).card), ...unregistered].map(({ id }) => id),
  );
}

/**
 * The changes of an event, in all projects, in the order of their ids.
 * @param id of the event, or of one of its facts
 * @param besides projects that lists, which may lag, do not have yet
 */
export async function readChanges(
  table: Store,
  id: string,
  besides: readonly string[] = [],
): Promise<KnownChange[]> {
  const projects = distinct([...(await readProjects(table)), ...besides]);
  const found = await inParallel(projects, (project) => changesIn(table, project, id));
  return found.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The changes of an event in one project. @param id of the event, or of one of its facts */
export async function changesIn(table: Store, project: string, id: string): Promise<KnownChange[]> {
  const entity = projectEntity(project);
  const contents = await contentsBelow(table, entity, id);
  const items = await inParallel(contents, ({ sk }) => getOne(table, { pk: partition(entity), sk }));
  const facts = items.flatMap((item) => {
    const { data } = stored.safeParse(item);
    return data === undefined ? [] : [readStored(data.type, data.body)];
  });
  const changes = facts.filter((fact) => fact.type === 'ChangeMerged' || fact.type === 'ChangeUndecided');
  if (changes.length === 0) return [];
  const life = (await entriesOfParts(table, entity, [LIFE])).map(({ fact }) => fact);
  return changes.map(({ type, detail }) => ({
    id: detail.id,
    project,
    title: detail.title,
    url: detail.url,
    at: detail.occurredAt,
    feature: (type === 'ChangeMerged' && detail.feature) || undefined,
    flag: (type === 'ChangeMerged' && detail.flag) || undefined,
    isUndecided: type === 'ChangeUndecided' ? true : undefined,
    release: detail.release ?? undefined,
    corrections: correctionsOf(detail.id, life),
  }));
}

const correctionsOf = (change: string, life: readonly Fact[]): KnownChange['corrections'] =>
  life.flatMap(({ type, detail }) => {
    if (type !== 'ChangeWithdrawn' && type !== 'ChangeReinstated') return [];
    if (detail.change !== change) return [];
    const kind = type === 'ChangeWithdrawn' ? 'withdrawn' : 'reinstated';
    const { id, occurredAt, actor, reason } = detail;
    return [{ event: id, kind, at: occurredAt, by: actor, reason: reason ?? undefined }];
  });
