/** Pull requests and issues: that one was merged, and the commands in comments. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { COMMENT_MARK } from '../../../kernel/github/client.ts';
import { maybe, numericId, sentMoment } from '../fields.ts';
import { type GithubEvent, happenedOnce, normalized } from '../repository.ts';
import { ignored, otherBranch, type ParseResult, reading, refused } from '../source.ts';

/** What pull requests and issues have in common, and what it is in an event. */
const titled = () => ({
  title: z.string().min(1),
  labels: maybe(z.array(z.object({ name: z.string() }))),
  milestone: maybe(z.object({ title: maybe(z.string()) })),
});
const about = ({ title, labels = [], milestone }: z.output<z.ZodObject<ReturnType<typeof titled>>>) => ({
  title,
  labels: labels.map(({ name }) => name),
  milestone: milestone?.title,
});

/** Where it was merged to. */
const closed = lazy(() =>
  z.object({
    pull_request: z.object({ merged: z.boolean(), base: maybe(z.object({ ref: maybe(z.string()) })) }),
    repository: z.object({ default_branch: maybe(z.string()) }),
  }),
);

const merged = lazy(() =>
  z.object({
    pull_request: z.object({
      id: numericId(),
      html_url: webAddress(),
      merged_at: sentMoment(),
      ...titled(),
    }),
  }),
);

export function readPullRequest(event: string, said: GithubEvent, payload: unknown) {
  if (said.action !== 'closed') return ignored(event, 'only a merged pull request counts');
  return reading(event, closed, payload, ({ pull_request: { merged: isMerged, base }, repository }) => {
    if (!isMerged) return ignored(event, 'the pull request was closed without being merged');
    return readMerged(event, said, payload, otherBranch(base?.ref, repository.default_branch));
  });
}

const readMerged = (event: string, said: GithubEvent, payload: unknown, branch: string | undefined) =>
  reading(event, merged, payload, ({ pull_request: pull }) =>
    normalized(event, said, {
      kind: 'merged',
      ...happenedOnce(said, ['pull', pull.id, 'merged'], pull.merged_at),
      url: pull.html_url,
      ...about(pull),
      branch,
    }),
  );

const schema = lazy(() =>
  z.object({
    comment: z.object({
      id: numericId(),
      body: z.string(),
      created_at: sentMoment(),
      html_url: maybe(webAddress()),
    }),
    issue: z.object(titled()),
  }),
);

/** Only of new comments: a command that is edited into an old one would count at the old one's moment. */
export function readComment(event: string, said: GithubEvent, payload: unknown): ParseResult {
  if (said.action !== 'created') return ignored(event, 'commands are taken from new comments');
  // Bots quote people, so a command by one could go round for ever.
  if (said.isBot) return ignored(event, 'commands are taken from people, not from bots');
  return reading(event, schema, payload, ({ comment, issue }) => {
    // Where our token is a person's and not an app's, our own comments do not come from a bot.
    if (comment.body.startsWith(COMMENT_MARK)) return ignored(event, 'Shipshape wrote it itself');
    const lines = commandLines(comment.body);
    const { actor } = said;
    if (lines.length === 0) return ignored(event, 'there is no command in it');
    if (lines.length > MAX_COMMANDS)
      return refused(
        event,
        'BAD_FIELD',
        `comment.body has ${lines.length} commands, the most is ${MAX_COMMANDS}`,
      );
    if (actor === undefined) return refused(event, 'BAD_FIELD', 'sender is missing');
    return normalized(event, said, {
      kind: 'commanded',
      ...happenedOnce(said, ['comment', comment.id], comment.created_at),
      actor,
      url: comment.html_url,
      lines,
      ...about(issue),
    });
  });
}

/** More than anyone has to say at once: each can become a fact and an answer. */
const MAX_COMMANDS = 20;

/** A slash and a word, at the start of a line: `/ship`, and neither `/usr/bin` nor what is quoted with `>`. */
const COMMAND = /^\/[a-z][a-z-]*(?:\s|$)/i;
const FENCE = /^(?:```|~~~)/;

/** The lines that are commands, in order, without space around them. Between code fences there are none. */
function commandLines(body: string): string[] {
  const found: string[] = [];
  let isCode = false;
  for (const line of body.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (!isCode && COMMAND.test(line)) found.push(line);
  }
  return found;
}
