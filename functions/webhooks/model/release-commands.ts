/** `/ship`, by which someone declares that a feature shipped, and `/exempt`, by which someone lets a project ship nothing. */
import {
  type Command,
  type CommandedFeature,
  commandFact,
  done,
  type Found,
  featureId,
  namedIn,
  type Reply,
  refused,
  releaseNamed,
  releaseOfMilestone,
} from './command.ts';
import { listed, quoted } from './words.ts';

export const SHIP = '/ship [feature] [in release] [on|off]';

interface Asked {
  readonly feature?: string | undefined;
  readonly release?: string | undefined;
  readonly isOn?: boolean | undefined;
}

/**
 * The feature is the one that is named, or else the only one that a rule or label names. Its project is that of a rule
 * or label, then its own, then the source's. The release is the one that is named, or else the milestone's. It is on by
 * default unless the command says off; for a feature with a feature flag it has to say which.
 */
export function ship(command: Command): Reply {
  const asked = read(command.words);
  if (asked === undefined) return refused(`that is written ${SHIP}`);
  const named = namedIn(command.commanded, command.context);
  if ('because' in named) return refused(named.because);
  const id = asked.feature === undefined ? onlyOne(named.features) : featureId(asked.feature);
  if (id === undefined) return refused(`${whichBecause(named.features)}: ${SHIP}`);
  const feature = command.context.feature(id);
  const gone = goneBecause(id, feature);
  if (gone !== undefined) return refused(gone);
  const projects = named.projects.length > 0 ? named.projects : [ownProject(command, feature)];
  const project = onlyOne(projects);
  if (project === undefined) return refused(projectBecause(named.projects, id));
  if (feature?.flag !== undefined && asked.isOn === undefined)
    return refused(
      `${id} is behind the feature flag ${feature.flag}: say whether it is on or off by default`,
    );
  const found = releaseFor(asked.release, command);
  if ('because' in found) return refused(found.because);
  const { release } = found;
  const exposure = asked.isOn === false ? 'off-by-default' : 'on-by-default';
  const fact = commandFact(command, 'FeatureShipped', { project, feature: id, release, exposure });
  const to = [`project:${project}`, `feature:${id}`, `release:${release}`];
  const how = asked.isOn === false ? 'behind a feature flag, off by default' : 'on by default';
  return done(fact, to, `${id} of project ${project} shipped in ${release}, ${how}.`);
}

/** @param word undefined where the command names no release: then the milestone decides */
function releaseFor(word: string | undefined, command: Command): Found {
  const found = word === undefined ? releaseOfMilestone(command) : { release: releaseNamed(word, command) };
  if ('because' in found) return { because: `${found.because}: name it, ${SHIP}` };
  const { release } = found;
  return release === undefined ? { because: `there is no release ${quoted(word ?? '')}` } : { release };
}

function read(words: readonly string[]): Asked | undefined {
  const last = words.at(-1)?.toLowerCase();
  const isOn = last === 'on' ? true : last === 'off' ? false : undefined;
  const rest = isOn === undefined ? words : words.slice(0, -1);
  const before = rest.findIndex((word) => word.toLowerCase() === 'in');
  const names = before === -1 ? rest : rest.slice(0, before);
  const cycle = before === -1 ? [] : rest.slice(before + 1);
  if (names.length > 1 || (before !== -1 && cycle.length !== 1)) return undefined;
  return { feature: names[0], release: cycle[0], isOn };
}

const onlyOne = (names: readonly (string | undefined)[]) => (names.length === 1 ? names[0] : undefined);

const ownProject = ({ context }: Command, feature: CommandedFeature | undefined) =>
  feature?.project ?? context.record?.project ?? undefined;

const whichBecause = (features: readonly string[]) =>
  features.length === 0
    ? 'no rule or label says which feature, so name it'
    : `labels name the features ${listed(features.slice(0, 5).map(quoted))}, so name the one that shipped`;

const projectBecause = (projects: readonly string[], feature: string) =>
  projects.length === 0
    ? `nobody knows the project of ${feature}: give it one in features.yml, or this a label project/<project>`
    : `labels name the projects ${listed(projects.slice(0, 5).map(quoted))}, and a feature ships in one`;

function goneBecause(id: string, feature: CommandedFeature | undefined): string | undefined {
  if (feature?.renamedTo !== undefined)
    return `${id} is called ${feature.renamedTo} now: say it of ${feature.renamedTo}`;
  if (!feature?.registered) return `nobody has registered a feature ${quoted(id)}: register it first`;
  return feature.retiredAt === undefined ? undefined : `${id} was retired: register it again if it is back`;
}

export const EXEMPT = '/exempt [release] reason';

/**
 * The release is the first word, where that names one (`server-5.4`, or 5.4 where the source is on a train), or else the
 * milestone's. The project is the only one that a rule or label names, or else the source's own. The person who commands it
 * approves it.
 */
export function exempt(command: Command): Reply {
  const [first = '', ...rest] = command.words;
  const called = releaseNamed(first, command);
  const reason = (called === undefined ? command.words : rest).join(' ');
  if (reason === '') return refused(`an exemption needs its reason: ${EXEMPT}`);
  const found = called === undefined ? releaseOfMilestone(command) : { release: called };
  if ('because' in found) return refused(`${found.because}: name it first, ${EXEMPT}`);
  const { release } = found;
  const named = projectOf(command);
  if ('because' in named) return refused(named.because);
  const { project } = named;
  const approver = `person:${command.speaker.person}`;
  const fact = commandFact(command, 'ExemptionGranted', { project, release, reason, approver });
  const to = [`project:${project}`, `release:${release}`];
  return done(fact, to, `Project ${project} need not ship in ${release}: you approved the exemption.`);
}

function projectOf({ commanded, context }: Command) {
  const named = namedIn(commanded, context);
  if ('because' in named) return named;
  const own = context.record?.project ?? undefined;
  const [project = own, ...others] = named.projects;
  if (project === undefined)
    return { because: `nobody knows which project: give this a label project/<project>` };
  if (others.length > 0) {
    const names = listed(named.projects.slice(0, 5).map(quoted));
    return { because: `labels name the projects ${names}, and an exemption is of one` };
  }
  return { project };
}
