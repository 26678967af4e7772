/** Pull requests and issues: that one was merged, and the commands in comments. */
import * as z from 'zod';
import { moment, webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { COMMENT_MARK } from '../../../kernel/github/client.ts';
import { numericId } from '../fields.ts';
import { ELSEWHERE, ignored, isElsewhere, type ParseResult, reading, refused } from '../source.ts';
import { actorOf, idAt, normalized, type RepositoryEvent } from './repository-event.ts';

/** As they hang on a pull request or an issue. */
const labels = lazy(() => z.array(z.object({ name: z.string() })).optional());
const milestone = lazy(() => z.object({ title: z.string() }).nullish());

/** Where it was merged to: what is merged into another branch than the default one is not in a release yet. */
const closed = lazy(() =>
  z.object({
    pull_request: z.object({ merged: z.boolean(), base: z.object({ ref: z.string() }).optional() }),
    repository: z.object({ default_branch: z.string().optional() }),
  }),
);

const merged = lazy(() =>
  z.object({
    pull_request: z.object({
      id: numericId(),
      title: z.string().min(1),
      html_url: webAddress(),
      merged_at: moment(),
      labels: labels(),
      milestone: milestone(),
    }),
  }),
);

export function readPullRequest(event: string, said: RepositoryEvent, payload: unknown) {
  if (said.action !== 'closed') return ignored(event, 'only a merged pull request counts');
  return reading(event, closed, payload, ({ pull_request: { merged: isMerged, base }, repository }) => {
    if (!isMerged) return ignored(event, 'the pull request was closed without being merged');
    return isElsewhere(base?.ref, repository.default_branch)
      ? ignored(event, ELSEWHERE)
      : readMerged(event, said, payload);
  });
}

const readMerged = (event: string, said: RepositoryEvent, payload: unknown) =>
  reading(event, merged, payload, ({ pull_request: pull }) =>
    normalized(event, said, [
      {
        kind: 'merged',
        id: idAt(said, ['pull', pull.id, 'merged']),
        at: pull.merged_at,
        actor: actorOf(said),
        title: pull.title,
        url: pull.html_url,
        labels: (pull.labels ?? []).map(({ name }) => name),
        milestone: pull.milestone?.title,
      },
    ]),
  );

const schema = lazy(() =>
  z.object({
    comment: z.object({
      id: numericId(),
      body: z.string(),
      created_at: moment(),
      html_url: webAddress().optional(),
    }),
    issue: z.object({ title: z.string().min(1), labels: labels(), milestone: milestone() }),
  }),
);

/** Only of new ones: a command that is edited into an old comment would be given at the old one's moment. */
export function readComment(event: string, said: RepositoryEvent, payload: unknown): ParseResult {
  if (said.action !== 'created') return ignored(event, 'commands are taken from new comments');
  // Bots quote people, so a command by one could go round for ever.
  if (said.sender?.type === 'Bot') return ignored(event, 'commands are taken from people, not from bots');
  return reading(event, schema, payload, ({ comment, issue }) => {
    // Where our token is a person's and not an app's, our own comments do not come from a bot.
    if (comment.body.startsWith(COMMENT_MARK)) return ignored(event, 'Shipshape wrote it itself');
    const lines = commandLines(comment.body);
    const actor = actorOf(said);
    if (lines.length === 0) return ignored(event, 'there is no command in it');
    if (lines.length > MAX_COMMANDS)
      return refused(
        event,
        'BAD_FIELD',
        `comment.body has ${lines.length} commands, the most is ${MAX_COMMANDS}`,
      );
    if (actor === undefined) return refused(event, 'BAD_FIELD', 'sender is missing');
    return normalized(event, said, [
      {
        kind: 'commanded',
        id: idAt(said, ['comment', comment.id]),
        at: comment.created_at,
        actor,
        url: comment.html_url,
        lines,
        title: issue.title,
        labels: (issue.labels ?? []).map(({ name }) => name),
        milestone: issue.milestone?.title,
      },
    ]);
  });
}

/** More than anyone has to say at once: each can become a fact and an answer. */
export const MAX_COMMANDS = 20;

/** A slash and a word, at the start of a line: `/ship`, and neither `/usr/bin` nor what is quoted with `>`. */
const COMMAND = /^\/[a-z][a-z-]*(?:\s|$)/i;
const FENCE = /^(?:```|~~~)/;

/** The lines that are commands, in order, without space around them. Between code fences there are none. */
export function commandLines(body: string): string[] {
  const found: string[] = [];
  let isCode = false;
  for (const line of body.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (!isCode && COMMAND.test(line)) found.push(line);
  }
  return found;
}
