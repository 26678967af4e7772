/** What must hold of a channel: a field that its kind has no use for would look as if it had an effect. */
import { broken } from './feature-rules.ts';
import type { Place, Problem } from './problem.ts';
import type { Catalog, ChannelRecord } from './records.ts';

/** The fields that only one kind has a use for. */
const onlyOf = {
  email: ['to', 'role'],
  github: ['repository', 'issue', 'ref'],
} as const;
const kinds = ['email', 'github'] as const;

/** What comes by periods: a digest, and the news that are told with one. */
const periodic: ReadonlySet<string> = new Set(['digest', 'features', 'launches']);

export const channelRules = ({ channels }: Catalog): Problem[] =>
  [...(channels ?? [])].flatMap(([id, channel]) => [
    ...useless(id, channel),
    ...recipients(id, channel),
    ...idlePeriods(id, channel),
  ]);

const useless = (id: string, channel: ChannelRecord): Problem[] =>
  kinds
    .filter((kind) => kind !== channel.kind)
    .flatMap((kind) =>
      onlyOf[kind]
        .filter((field) => channel[field] != null)
        .map((field) => {
          const message = `is for channels of kind ${kind}, and this one is ${channel.kind}: take it out, or change the kind`;
          return broken(originOf(id, field), message);
        }),
    );

/** A team has an address of its own; everyone, and an org, have a digest and no address. */
function recipients(id: string, { kind, audience, about, to, role }: ChannelRecord): Problem[] {
  if (kind !== 'email') return [];
  if (to != null && role != null)
    return [broken(originOf(id, 'role'), 'is there beside to: only one of them can say who gets it')];
  const isOfTeams = audience === 'teams' || audience.startsWith('team:');
  if (isOfTeams || to != null || role != null || !about.includes('digest')) return [];
  const message = `${audience} has a digest and no address that it could go to: add to, or role`;
  return [broken(originOf(id, 'audience'), message)];
}

function idlePeriods(id: string, { periods, about }: ChannelRecord): Problem[] {
  if (periods == null || about.some((topic) => periodic.has(topic))) return [];
  const message = `say nothing here: only ${[...periodic].join(', ')} come by periods`;
  return [{ severity: 'warning', kind: 'rule', place: originOf(id, 'periods'), message }];
}

const originOf = (id: string, field: keyof ChannelRecord): Place => ({
  section: 'channels',
  path: [id, field],
});
