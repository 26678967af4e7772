/** What people inside see of an account: who it is, what it enrolled in, and everything that speaks of it. */
import * as z from 'zod';
import { accountsMentionedIn } from '../../../events/account-mentions.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';

export const accountLine = lazy(() =>
  z.object({
    account: z.string(),
    name: z.string().nullable(),
    aliases: z.array(z.string()),
    retiredAt: z.string().nullable(),
  }),
);

const about = lazy(() =>
  z.object({ kind: z.enum(['feature', 'project', 'release', 'review', 'team']), id: z.string() }),
);

const mention = lazy(() =>
  z.object({
    at: z.string(),
    /** The kind of fact. */
    type: z.string(),
    about: about().nullable(),
    by: z.string().nullable(),
    texts: z.array(z.string()),
  }),
);
export type AccountMention = Output<typeof mention>;

export const accountReport = lazy(() =>
  z.object({
    ...accountLine().shape,
    /** Where it is kept; null where the rubric has no address for accounts. */
    address: z.string().nullable(),
    enrollments: z.array(
      z.object({
        feature: z.string(),
        stage: stage().nullable(),
        at: z.string(),
        is: z.enum(['joined', 'left']),
      }),
    ),
    /** Newest first. */
    mentions: z.array(mention()),
    /** How many older mentions are not shown. */
    omitted: z.int(),
  }),
);
export type AccountReport = Output<typeof accountReport>;

const MAX_MENTIONS = 300;

/** @param facts the ledger of the account, in order */
export function spokenOf(account: string, facts: readonly Fact[]) {
  const enrollments = facts.flatMap(({ type, detail }) =>
    type === 'AccountEnrolled' || type === 'AccountLeft'
      ? [
          {
            feature: detail.feature,
            stage: detail.stage ?? null,
            at: detail.occurredAt,
            is: type === 'AccountLeft' ? ('left' as const) : ('joined' as const),
          },
        ]
      : [],
  );
  const all = facts.flatMap(({ type, detail }): AccountMention[] => {
    const texts = textsIn(detail).filter((text) => accountsMentionedIn(text).includes(account));
    if (texts.length === 0) return [];
    return [{ at: detail.occurredAt, type, about: aboutOf(detail), by: detail.actor ?? null, texts }];
  });
  const mentions = all.toReversed().slice(0, MAX_MENTIONS);
  return { enrollments: enrollments.toReversed(), mentions, omitted: all.length - mentions.length };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What the fact is about, where that has a page. */
function aboutOf(detail: object): AccountMention['about'] {
  const fields = new Map<string, unknown>(Object.entries(detail));
  const found = about().shape.kind.options.flatMap((kind) => {
    const id = fields.get(kind);
    return typeof id === 'string' ? [{ kind, id }] : [];
  });
  return found[0] ?? null;
}
