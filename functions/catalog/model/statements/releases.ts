/** A release is planned, re-dated or cancelled by somebody, and a source is mapped to its train and its project. */
import type { SourceState } from '../registered.ts';
import type { ReleaseState } from '../release.ts';
import {
  mustBeAllowed,
  mustBeKnown,
  NONE,
  refusal,
  type Statement,
  StatementIncompleteError,
  type Stating,
} from './statement.ts';

type Who = Pick<Stating, 'permits' | 'speaker'>;
/** UTC instants; `none` takes one away. */
type Given<Name extends string> = Readonly<Partial<Record<Name, string | undefined>>>;

const PLANNED = {
  featureFreezeAt: 'feature freeze',
  branchCutAt: 'branch cut',
  releaseAt: 'publication',
} as const;
const HAPPENED = { cutAt: 'cut', publishedAt: 'published' } as const;

const namesOf = <Name extends string>(words: Readonly<Record<Name, string>>): Name[] =>
  Object.keys(words).filter((name): name is Name => Object.hasOwn(words, name));

/** What is given, as a fact has it. */
const stated = <Name extends string>(given: Given<Name>, names: readonly Name[]) =>
  Object.fromEntries(
    names.flatMap((name) =>
      given[name] === undefined ? [] : [[name, given[name] === NONE ? null : given[name]]],
    ),
  );

const inWords = <Name extends string>(
  given: Given<NoInfer<Name>>,
  words: Readonly<Record<Name, string>>,
): string[] =>
  namesOf(words).flatMap((name) => {
    const at = given[name];
    return at === undefined ? [] : [at === NONE ? `no ${words[name]}` : `${words[name]} ${at.slice(0, 10)}`];
  });

export interface ScheduleAsked extends Given<keyof typeof PLANNED> {
  readonly release: string;
  /** Of a release that nobody planned. */
  readonly train?: string | undefined;
  readonly version?: string | undefined;
}

/** Planned, re-dated, or back after it was cancelled. @param before undefined where nothing tells of it */
export function releaseScheduled(
  who: Who,
  asked: ScheduleAsked,
  before: ReleaseState | undefined,
): Statement {
  const { release, version } = asked;
  const train = asked.train ?? before?.train;
  mustBeAllowed(who, 'edit', { kind: 'release', id: release });
  if (train === undefined)
    throw new StatementIncompleteError('train', `Nobody knows a release ${release}: which train is it on?`);
  if (before?.renamedTo !== undefined)
    throw refusal(`${release} is called ${before.renamedTo} now: say it of ${before.renamedTo}`);
  const isNew = before === undefined || !before.registered || before.provisional;
  const dates = inWords(asked, PLANNED);
  const isBack = before?.cancelledAt !== undefined;
  if (!isNew && !isBack && dates.length === 0 && version === undefined && asked.train === undefined)
    throw new StatementIncompleteError('branchCutAt', `${release} is planned already: which date changes?`);
  const deed = isBack ? 'brings back' : isNew ? 'plans' : 're-dates';
  return {
    facts: [
      {
        type: 'ReleaseScheduled',
        fields: { release, train, releaseVersion: version, ...stated(asked, namesOf(PLANNED)) },
      },
    ],
    words: `${deed} release ${release} on train ${train}${dates.length === 0 ? '' : `: ${dates.join(', ')}`}`,
    next: before?.registration?.isFromFiles === true ? IN_FILES : undefined,
    before:
      isNew || isBack
        ? { isNew: 'yes' }
        : Object.fromEntries(
            namesOf(PLANNED).flatMap((name) =>
              asked[name] === undefined ? [] : [[name, before[name] ?? NONE]],
            ),
          ),
  };
}

export interface DatedAsked extends Given<keyof typeof HAPPENED> {
  readonly release: string;
}

/** When it was cut and came out, whatever was reported. */
export function releaseDated(who: Who, asked: DatedAsked, before: ReleaseState | undefined): Statement {
  const { release } = asked;
  mustBeScheduled(release, before);
  mustBeAllowed(who, 'edit', { kind: 'release', id: release });
  if (asked.cutAt === undefined && asked.publishedAt === undefined)
    throw new StatementIncompleteError('cutAt', 'When was it cut, or when did it come out?');
  return {
    facts: [{ type: 'ReleaseDated', fields: { release, ...stated(asked, namesOf(HAPPENED)) } }],
    words: `says of release ${release}: ${inWords(asked, HAPPENED).join(', ')}`,
    next: before?.registration?.isFromFiles === true ? IN_FILES : undefined,
    before: Object.fromEntries(
      namesOf(HAPPENED).flatMap((name) =>
        asked[name] === undefined ? [] : [[name, before?.[name] ?? NONE]],
      ),
    ),
  };
}

/** It will not happen, so no project is judged by it. */
export function releaseCancelled(
  who: Who,
  { release, reason }: { readonly release: string; readonly reason?: string | undefined },
  before: ReleaseState | undefined,
): Statement {
  mustBeScheduled(release, before);
  mustBeAllowed(who, 'edit', { kind: 'release', id: release });
  if (before?.cancelledAt !== undefined) throw refusal(`release ${release} is cancelled already`);
  return {
    facts: [{ type: 'ReleaseCancelled', fields: { release, reason } }],
    words: `cancels release ${release}${reason === undefined ? '' : `: ${reason}`}`,
    next: before?.registration?.isFromFiles === true ? IN_FILES : undefined,
  };
}

function mustBeScheduled(release: string, before: ReleaseState | undefined): void {
  if (before?.train === undefined) throw refusal(`nothing tells of a release ${release}: plan it first`);
  if (before.renamedTo !== undefined)
    throw refusal(`${release} is called ${before.renamedTo} now: say it of ${before.renamedTo}`);
}

const IN_FILES = 'It is in releases.yml: change it there too, or the next import states it again';

export interface SourceMapped {
  readonly source: string;
  readonly train?: string | undefined;
  readonly project?: string | undefined;
  readonly title?: string | undefined;
}

/** Where what comes from a source counts. @param before undefined where nobody mapped it */
export function sourceMapped(
  stating: Stating,
  asked: SourceMapped,
  before: SourceState | undefined,
): Statement {
  const { source, train, project, title } = asked;
  mustBeAllowed(stating, 'edit', { kind: 'source', id: source });
  if (train === undefined && project === undefined)
    throw new StatementIncompleteError(
      'project',
      'Where does it count? Name its project, its train, or both',
    );
  if (project !== undefined && project !== NONE) mustBeKnown(stating, 'project', project);
  const isNew = before?.registration === undefined || before.retiredAt !== undefined;
  const given = { train, project, title };
  const where = (['project', 'train'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : value === NONE ? `to no ${name}` : `to ${name} ${value}`;
  });
  return {
    facts: [
      { type: 'SourceRegistered', fields: { source, ...stated(given, ['train', 'project', 'title']) } },
    ],
    words: `maps ${source} ${where.join(' and ')}`,
    next:
      before?.registration?.isFromFiles === true
        ? 'It is in sources.yml: change it there too, or the next import states it again'
        : 'What waits from there is attributed in a moment',
    before: isNew
      ? { isNew: 'yes' }
      : {
          train: train && (before.record.train ?? NONE),
          project: project && (before.record.project ?? NONE),
        },
  };
}

/** Nothing from there counts any more. */
export function sourceUnmapped(who: Who, source: string, before: SourceState | undefined): Statement {
  mustBeAllowed(who, 'edit', { kind: 'source', id: source });
  if (before?.registration === undefined || before.retiredAt !== undefined)
    throw refusal(`nobody has mapped ${source}`);
  return {
    facts: [{ type: 'RecordRetired', fields: { entity: `source:${source}` } }],
    words: `takes back the mapping of ${source}`,
    before: { train: before.record.train ?? undefined, project: before.record.project ?? undefined },
  };
}
