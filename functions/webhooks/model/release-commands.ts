/** `/ship`, by which someone declares that a feature shipped, and `/exempt`, by which someone lets a project ship nothing. */
import { project as projectEntity } from '../../../events/contract.ts';
import { didYouMean } from '../../../events/nearest.ts';
import { publicRefusalWords } from '../../catalog/model/permissions.ts';
import { exemptionBy } from '../../catalog/model/permits.ts';
import {
  type Command,
  type CommandedFeature,
  CommandRefusedError,
  commandFact,
  type Done,
  featureId,
  mustBeAllowed,
  namedClearly,
  releaseNamed,
  releaseOfMilestone,
} from './command.ts';
import { listed, quoted } from './words.ts';

export const SHIP = '/ship [feature] [in release] [on|off]';

/**
 * The feature is the one that is named, or else the only one that a rule or label names. Its project is that of a rule
 * or label, then its own, then the source's. The release is the one that is named, or else the milestone's. It is on by
 * default unless the command says off; for a feature with a feature flag it has to say which.
 */
export function ship(command: Command): Done {
  const asked = read(command.words);
  const named = namedClearly(command);
  const id = asked.feature === undefined ? onlyFeature(named.features) : featureId(asked.feature);
  const feature = command.context.feature(id);
  const gone = goneBecause(id, feature, command.context.names?.feature);
  if (gone !== undefined) throw new CommandRefusedError(gone);
  const own = feature?.project ?? command.context.record?.project;
  const [project = own, ...others] = named.projects;
  if (project == null || others.length > 0) throw new CommandRefusedError(projectBecause(named.projects, id));
  if (feature?.flag !== undefined && asked.isOn === undefined) {
    const because = `${id} is behind the feature flag ${feature.flag}: say whether it is on or off by default`;
    throw new CommandRefusedError(because);
  }
  const release = releaseFor(asked.release, command);
  mustBeAllowed(command.context.permits(command.speaker.actor, 'ship', projectEntity(project)));
  const exposure = asked.isOn === false ? 'off-by-default' : 'on-by-default';
  const fact = commandFact(command, 'FeatureShipped', { project, feature: id, release, exposure });
  const to = [`project:${project}`, `feature:${id}`, `release:${release}`];
  const how = asked.isOn === false ? 'behind a feature flag, off by default' : 'on by default';
  return { fact, to, reply: `${id} of project ${project} shipped in ${release}, ${how}.` };
}

/** @param word undefined where the command names no release: then the milestone decides */
function releaseFor(word: string | undefined, command: Command): string {
  if (word === undefined) return releaseOfMilestone(command, `name it, ${SHIP}`);
  const release = releaseNamed(word, command);
  if (release === undefined) {
    const hint = didYouMean(word, command.context.names?.release ?? []);
    throw new CommandRefusedError(`there is no release ${quoted(word)}${hint}`);
  }
  return release;
}

function read(words: readonly string[]) {
  const last = words.at(-1)?.toLowerCase();
  const isOn = last === 'on' ? true : last === 'off' ? false : undefined;
  const rest = isOn === undefined ? words : words.slice(0, -1);
  const before = rest.findIndex((word) => word.toLowerCase() === 'in');
  const [feature, ...others] = before === -1 ? rest : rest.slice(0, before);
  const [release, ...more] = before === -1 ? [] : rest.slice(before + 1);
  if (others.length + more.length > 0 || (before !== -1 && release === undefined))
    throw new CommandRefusedError(`that is written ${SHIP}`);
  return { feature, release, isOn };
}

function onlyFeature(features: readonly string[]): string {
  const [feature, ...others] = features;
  if (feature !== undefined && others.length === 0) return feature;
  const which =
    feature === undefined
      ? 'no rule or label says which feature, so name it'
      : `labels name the features ${listed(features.slice(0, 5).map(quoted))}, so name the one that shipped`;
  throw new CommandRefusedError(`${which}: ${SHIP}`);
}

const projectBecause = (projects: readonly string[], feature: string) =>
  projects.length === 0
    ? `the project of ${feature} is not known: give it one in features.yml, or give this a label project/<project>`
    : `labels name the projects ${listed(projects.slice(0, 5).map(quoted))}, and a feature ships in one`;

function goneBecause(
  id: string,
  feature: CommandedFeature | undefined,
  known: readonly string[] = [],
): string | undefined {
  if (feature?.renamedTo !== undefined)
    return `${id} is called ${feature.renamedTo} now: say it of ${feature.renamedTo}`;
  if (!feature?.registered)
    return `no feature ${quoted(id)} is registered${didYouMean(id, known, ': correct its name, or register it first')}`;
  return feature.retiredAt === undefined ? undefined : `${id} was retired: register it again if it is back`;
}

export const EXEMPT = '/exempt [release] reason';

/**
 * The release is the first word, where that names one (`server-5.4`, or 5.4 where the source is on a train), or else the
 * milestone's. The project is the only one that a rule or label names, or else the source's own. The person who commands it
 * approves it, if they may; where the rubric wants two people, the first of them asks for it.
 */
export function exempt(command: Command): Done {
  const [first = '', ...rest] = command.words;
  const called = releaseNamed(first, command);
  const reason = (called === undefined ? command.words : rest).join(' ');
  if (reason === '') throw new CommandRefusedError(`an exemption needs its reason: ${EXEMPT}`);
  const release = called ?? releaseOfMilestone(command, `name it first, ${EXEMPT}`);
  const project = projectOf(command);
  const type = exemptionBy(command.context.permits, command.speaker.actor, project, { release });
  if (typeof type !== 'string') throw new CommandRefusedError(publicRefusalWords(type));
  const to = [`project:${project}`, `release:${release}`];
  if (type === 'ExemptionRequested') {
    const fact = commandFact(command, type, { project, release, reason });
    return {
      fact,
      to,
      reply: `Asked for project ${project} in ${release}: another person has to approve it.`,
    };
  }
  const approver = `person:${command.speaker.person}`;
  const fact = commandFact(command, type, { project, release, reason, approver });
  return { fact, to, reply: `Project ${project} need not ship in ${release}: you approved the exemption.` };
}

function projectOf(command: Command): string {
  const { projects } = namedClearly(command);
  const [project = command.context.record?.project, ...others] = projects;
  if (project == null)
    throw new CommandRefusedError('no project is known for this: give it a label project/<project>');
  if (others.length === 0) return project;
  const names = listed(projects.slice(0, 5).map(quoted));
  throw new CommandRefusedError(`labels name the projects ${names}, and an exemption is of one`);
}
