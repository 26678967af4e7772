import * as z from 'zod';
import { about, type Entity, fact, team } from '../contract.ts';
import { every, id, list, moment, name, optional, text } from '../fields.ts';
import { lazy } from '../lazy.ts';
import { internal } from '../visibility.ts';

/** What a channel can carry. */
export const topic = lazy(() =>
  z.enum(['digest', 'flagged', 'warned', 'reviews', 'grades', 'features', 'launches']),
);

/** Whose news it carries: everything, one org, one team, or each team by itself. */
const audience = lazy(() =>
  z
    .string()
    .max(300)
    .overwrite((value) => value.normalize('NFC'))
    .regex(
      /^(?:all|teams|(?:team|org):[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?)$/u,
      'is not all, teams, team:x or org:y',
    ),
);

/** On GitHub a channel has one place: a comment on an issue, or a check on a branch. */
export const placeFits = ({ kind, repository, issue, ref }: Record<string, unknown>) =>
  kind !== 'github' || (repository != null && (issue == null) !== (ref == null));
export const PLACE_MISFIT = 'needs a repository, and either an issue or a ref, when its kind is github';

/** A way to notify people. The addresses of Slack and of webhooks are secrets: the host stores them under the channel's name. */
export const ChannelRegistered = fact(
  'ChannelRegistered',
  () => ({
    channel: name(),
    kind: z.enum(['slack', 'email', 'webhook', 'github']),
    audience: audience(),
    about: list(topic()).min(1),
    periods: optional(list(every())).describe('of the digests that it carries; months without it'),
    role: optional(id()).describe(
      'by e-mail: to the person with this role in the team (pmm, em); without it, to the team',
    ),
    to: internal(optional(z.email()).describe('by e-mail: to this address')),
    repository: optional(
      z
        .string()
        .max(200)
        .regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name'),
    ).describe('on GitHub'),
    issue: optional(z.int().min(1)).describe('on GitHub: a comment here, kept up to date'),
    ref: optional(id()).describe('on GitHub: a neutral check on the newest commit of this branch'),
  }),
  about('channel'),
  (detail) => (placeFits(detail) ? undefined : PLACE_MISFIT),
);

/** Somebody wants to see that a channel works: a test message is sent on it. */
export const ChannelTestRequested = fact('ChannelTestRequested', () => ({ channel: id() }), about('channel'));

/**
 * Somebody wants a message sent again that was given up before this moment: one on a channel, or one to the manager of a team, which
 * went out on no channel.
 */
export const MessageRetried = fact(
  'MessageRetried',
  () => ({
    channel: optional(id()),
    team: optional(id()).describe('of a message to its manager, in place of the channel'),
    message: id().describe('its id, as /messages shows it'),
  }),
  (detail): readonly Entity[] => [
    ...(detail.channel == null ? [] : [{ kind: 'channel', id: detail.channel } as const]),
    ...(detail.team == null ? [] : [team(detail.team)]),
  ],
  (detail) =>
    (detail.channel == null) === (detail.team == null) ? 'needs either a channel or a team' : undefined,
);

/** Nothing is sent on a channel until a moment, and what would have been sent is not sent later. */
export const ChannelMuted = fact(
  'ChannelMuted',
  () => ({ channel: id(), until: moment(), reason: internal(optional(text(2000))) }),
  about('channel'),
);
