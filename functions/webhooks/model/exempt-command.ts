/** `/exempt [release] reason`: someone lets a project ship nothing in a release. */
import { type Command, commandFact, done, namedIn, type Reply, refused } from './command.ts';
import { releaseNamed, releaseOfMilestone } from './command-release.ts';
import { listed, quoted } from './words.ts';

export const EXEMPT = '/exempt [release] reason';

/**
 * The release is the first word, where that names one (`server-5.4`, or 5.4 where the source is on a train), or else the
 * milestone's. The project is the only one that a rule or label names, or else the source's own. Whoever commands it
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
  const project = projectOf(command);
  if ('because' in project) return refused(project.because);
  const about = { project: project.project, release };
  const approver = `person:${command.speaker.person}`;
  const fact = commandFact(command, 'ExemptionGranted', { ...about, reason, approver });
  const to = [`project:${about.project}`, `release:${release}`];
  const words = `Project ${about.project} need not ship in ${release}, approved by ${command.speaker.name}.`;
  return done(fact, to, words);
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
