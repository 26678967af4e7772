import * as z from 'zod';
import { channel, fact } from '../contract.ts';
import { every, foreignId, id, list, optional } from '../fields.ts';
import { lazy } from '../lazy.ts';

/** What a channel may be told of. */
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

/**
 * A way to tell people. Addresses that are secrets in themselves (of Slack and of webhooks) are not in it: the host
 * keeps them under the channel's name.
 */
export const ChannelRegistered = fact(
  'ChannelRegistered',
  () => ({
    channel: id(),
    kind: z.enum(['slack', 'email', 'webhook', 'github']),
    audience: audience(),
    about: list(topic()).min(1),
    periods: optional(list(every())).describe('of the digests that it carries; months without it'),
    role: optional(id()).describe(
      'by e-mail: to whom of the team, by their role (pmm, em); otherwise to the team itself',
    ),
    to: optional(z.email()).describe('by e-mail: to this address'),
    repository: optional(
      z
        .string()
        .max(200)
        .regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name'),
    ).describe('on GitHub'),
    issue: optional(z.int().min(1)).describe('on GitHub: a comment here, kept up to date'),
    ref: optional(foreignId()).describe('on GitHub: a neutral check on the newest commit of this branch'),
  }),
  (detail) => [channel(detail.channel)],
  (detail) => (placeFits(detail) ? undefined : PLACE_MISFIT),
);
