/** One comment of an issue for each thing that is told of, kept up to date in place and known by a hidden mark. */
import * as z from 'zod';
import { digestOf } from '../../../../events/canonical-json.ts';
import { lazy } from '../../../../events/lazy.ts';
import type { Sent } from '../../model/retry.ts';
import { type GithubAccess, read, unreadable, write } from './api.ts';

export interface Comment {
  /** `/repos/acme/app` */
  readonly repository: string;
  readonly issue: number;
  readonly channel: string;
  /** What it tells of: the next message about the same takes its place. */
  readonly subject: string;
  /** UTC instant of what it tells. */
  readonly at: string;
  readonly markdown: string;
}

const PAGE = 100;
/** An issue with more comments is not looked through. */
const MAX_PAGES = 10;

const listed = lazy(() => z.array(z.object({ id: z.int(), body: z.string().nullish() })));
type Found = { readonly id: number; readonly body: string } | 'none' | { readonly sent: Sent };

/** Writes the comment anew unless a later one is there already. A repeat writes the same over itself. */
export async function keepComment(github: GithubAccess, comment: Comment): Promise<Sent> {
  const { repository, issue, at } = comment;
  const body = `${markOf(comment)} ${at} -->\n${comment.markdown}`;
  const found = await findComment(github, comment);
  if (found !== 'none' && 'sent' in found) return found.sent;
  if (found === 'none')
    return done(await write(github, 'POST', `${repository}/issues/${issue}/comments`, { body }));
  if (saidAt(found.body) > at || found.body.trim() === body.trim()) return { kind: 'sent' };
  return done(await write(github, 'PATCH', `${repository}/issues/comments/${found.id}`, { body }));
}

const done = (got: Awaited<ReturnType<typeof write>>): Sent => ('sent' in got ? got.sent : { kind: 'sent' });

/** A digest of the names: a name could end the mark. */
const markOf = ({ channel, subject }: Comment) => `<!-- shipshape:${digestOf(`${channel}\n${subject}`)}`;
const saidAt = (body: string) => /^<!-- shipshape:[0-9a-f]{32} (\S+) -->/.exec(body)?.[1] ?? '';

async function findComment(github: GithubAccess, comment: Comment): Promise<Found> {
  const { repository, issue } = comment;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const got = await read(github, `${repository}/issues/${issue}/comments?per_page=${PAGE}&page=${page}`);
    if ('sent' in got) return got;
    const { data } = listed.safeParse(got.value);
    if (data === undefined) return { sent: unreadable };
    const ours = data.find(({ body }) => body?.startsWith(markOf(comment)));
    if (ours !== undefined) return { id: ours.id, body: ours.body ?? '' };
    if (data.length < PAGE) return 'none';
  }
  const because = `the issue ${issue} has more than ${PAGE * MAX_PAGES} comments: give the channel another one`;
  return { sent: { kind: 'refused', because } };
}
