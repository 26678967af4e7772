/** A merged change that counts for the wrong project, or should not count at all. */
import { digestOf } from '../../../../events/canonical-json.ts';
import { project as projectEntity } from '../../../../events/contract.ts';
import { eventOf, factId, isWithdrawn, type KnownChange } from '../change.ts';
import { FROM_FILES } from '../record-keeping.ts';
import {
  mustBeAllowed,
  mustBeKnown,
  refusal,
  type Statement,
  StatementIncompleteError,
  type Stating,
} from './statement.ts';

/**
 * The change that is meant.
 * @param found those under the id of a fact or of an event
 * @param project where it counts for several
 * @throws {StatementRefusedError} when there is none, or several could be meant
 */
export function theChange(
  found: readonly KnownChange[],
  id: string,
  project: string | undefined,
): KnownChange {
  const here = found.filter((one) => project === undefined || one.project === project);
  const exact = here.filter((one) => one.id === id);
  // Of an event the changes that stand are meant, where others were moved away.
  const standing = here.filter((one) => !isWithdrawn(one));
  const candidates = exact.length > 0 ? exact : standing.length > 0 ? standing : here;
  const [change, other] = candidates;
  if (change === undefined) {
    const hint = 'evidence in the JSON of a release and the answer to its delivery have its id as event';
    throw refusal(
      `no project has a change with the id ${id}${project === undefined ? '' : ` in ${project}`}; ${hint}`,
    );
  }
  if (other === undefined) return change;
  const names = candidates.slice(0, 5).map((one) => one.id);
  throw refusal(`${id} is the change of several projects, name one of ${names.join(', ')}`);
}

type Who = Pick<Stating, 'permits' | 'speaker'>;

/** @throws {StatementRefusedError} {StatementIncompleteError} */
export function changeWithdrawn(who: Who, change: KnownChange, reason: string | undefined): Statement {
  mustBeAllowed(who, 'withdraw', projectEntity(change.project));
  if (reason === undefined)
    throw new StatementIncompleteError(
      'reason',
      'A withdrawal needs a reason',
      'why the change does not count',
    );
  if (isWithdrawn(change))
    return { facts: [], words: `${nameOf(change)} is withdrawn already${lastSaid(change)}` };
  return {
    facts: [{ type: 'ChangeWithdrawn', fields: { project: change.project, change: change.id, reason } }],
    words: `withdraws ${nameOf(change)}: ${reason}`,
  };
}

/** @throws {StatementRefusedError} */
export function changeReinstated(who: Who, change: KnownChange, reason: string | undefined): Statement {
  mustBeAllowed(who, 'withdraw', projectEntity(change.project));
  if (!isWithdrawn(change)) return { facts: [], words: `${nameOf(change)} is not withdrawn, so it counts` };
  const isOfFiles = change.corrections.at(-1)?.event.startsWith(FROM_FILES) === true;
  return {
    facts: [{ type: 'ChangeReinstated', fields: { project: change.project, change: change.id, reason } }],
    words: `reinstates ${nameOf(change)}: it counts again`,
    next: isOfFiles
      ? 'It is in withdrawals.yml: take it out there too, or the next import withdraws it again'
      : undefined,
  };
}

export interface MovedTo {
  /** Without it, within its project. */
  readonly project?: string | undefined;
  readonly feature?: string | undefined;
  readonly reason?: string | undefined;
}

/** Finds changes by id, in every project where the change could be already. */
export interface Others {
  /** Those of the same event. */
  readonly ofEvent: readonly KnownChange[];
  /** Those under the id that the change would get. */
  readonly underNewId: readonly KnownChange[];
}

/** The ids under which {@link Others} are looked for. */
export const othersOf = (change: KnownChange, { project }: MovedTo) => {
  const event = eventOf(change.id, change.project);
  return { event, newId: factId(event, project ?? change.project) };
};

/**
 * The change is withdrawn where it was, and counts where it belongs: from its merge, as it would have from the beginning.
 * @throws {StatementRefusedError} {StatementIncompleteError}
 */
export function changeMoved(
  stating: Stating,
  change: KnownChange,
  where: MovedTo,
  others: Others,
): Statement {
  if (where.project === undefined && where.feature === undefined)
    throw new StatementIncompleteError(
      'project',
      'Where to? Name its project, or a feature within its project',
    );
  mustBeAllowed(stating, 'move', projectEntity(change.project));
  const to = { project: where.project ?? change.project, feature: where.feature };
  if (isWithdrawn(change))
    throw refusal(`${nameOf(change)} is withdrawn${lastSaid(change)}: reinstate it first`);
  if (change.isUndecided === true)
    throw refusal(`nobody knows whether ${nameOf(change)} was merged. If it was not, withdraw it`);
  if (to.project === change.project && (to.feature === undefined || to.feature === change.feature))
    return { facts: [], words: `${nameOf(change)} is there already` };
  mustBeKnown(stating, 'project', to.project);
  if (to.feature !== undefined) mustBeKnown(stating, 'feature', to.feature);
  // It may have been there before, and was moved away.
  const before = others.ofEvent.find(
    (one) => one.project === to.project && one.feature === to.feature && one.flag === change.flag,
  );
  const { event, newId } = othersOf(change, to);
  const isTaken = others.underNewId.some((one) => one.id === newId);
  const apart = isTaken ? ['as', digestOf([to.feature, change.flag].join('\n')).slice(0, 12)] : [];
  const id = before?.id ?? factId(event, to.project, ...apart);
  const { title, url, at, flag, release } = change;
  const place = `${to.project}${to.feature === undefined ? '' : `, feature ${to.feature}`}`;
  const added = { project: to.project, title, url, feature: to.feature, flag, release };
  const came = `It was moved from project ${change.project}.`;
  const went = where.reason ?? `It was moved to project ${place}.`;
  return {
    facts: [
      ...(before === undefined ? [{ type: 'ChangeMerged', fields: added, at, id }] : []),
      { type: 'ChangeReinstated', fields: { project: to.project, change: id, reason: came } },
      { type: 'ChangeWithdrawn', fields: { project: change.project, change: change.id, reason: went } },
    ],
    words: `moves ${nameOf(change)} to project ${place}`,
    before: { change: id, project: change.project, feature: change.feature },
  };
}

const nameOf = ({ title, id, project }: KnownChange) => `“${title}” (${id}) of project ${project}`;

const lastSaid = ({ corrections }: KnownChange) => {
  const last = corrections.at(-1);
  return last === undefined
    ? ''
    : ` since ${last.at.slice(0, 10)}${last.by === undefined ? '' : `, by ${last.by}`}`;
};
