/** One comment on an issue for each subject, kept up to date in place and found again by a hidden mark. */
import * as z from 'zod';
import { digestOf } from '../../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import { COMMENT_MARK, type Github } from '../../../kernel/github/client.ts';
import { GithubRefusedError } from '../../../kernel/github/errors.ts';

export interface Comment {
  /** `/repos/acme/app` */
  readonly repository: string;
  readonly issue: number;
  readonly channel: string;
  /** What it is about: the next message about the same replaces it. */
  readonly subject: string;
  /** UTC instant of what it says. */
  readonly at: string;
  readonly markdown: string;
}

const PAGE = 100;
/** An issue with more comments is not looked through. */
const MAX_PAGES = 10;

const listed = lazy(() =>
  z.array(z.object({ id: z.union([z.int(), z.string()]), body: z.string().nullish() })),
);
type Listed = Output<typeof listed>[number];

/** Writes the comment, unless a later one is there already. A repeat writes the same text over itself. */
export async function putComment(github: Github, comment: Comment): Promise<void> {
  const { repository, issue, at } = comment;
  const body = `${markOf(comment)} ${at} -->\n${comment.markdown}`;
  const found = await findComment(github, comment);
  if (found === undefined) return github.send('POST', `${repository}/issues/${issue}/comments`, { body });
  const written = found.body ?? '';
  if (momentOf(written) > at || written.trim() === body.trim()) return;
  await github.send('PATCH', `${repository}/issues/comments/${found.id}`, { body });
}

/** A digest of the names: a name itself could end the mark. */
const markOf = ({ channel, subject }: Comment) => `${COMMENT_MARK}${digestOf(`${channel}\n${subject}`)}`;
const momentOf = (body: string) => /^<!-- shipshape:[0-9a-f]{32} (\S+) -->/.exec(body)?.[1] ?? '';

async function findComment(github: Github, comment: Comment): Promise<Listed | undefined> {
  const { repository, issue } = comment;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const path = `${repository}/issues/${issue}/comments?per_page=${PAGE}&page=${page}`;
    const comments = listed.parse(await github.get(path));
    const ours = comments.find(({ body }) => body?.startsWith(markOf(comment)));
    if (ours !== undefined) return ours;
    if (comments.length < PAGE) return undefined;
  }
  throw new GithubRefusedError(
    `the issue ${issue} has more than ${PAGE * MAX_PAGES} comments: give the channel another one`,
  );
}
