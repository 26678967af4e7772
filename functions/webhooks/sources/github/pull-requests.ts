/** Pull requests and issues: that one was merged, and the commands in comments. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { COMMENT_MARK } from '../../../kernel/github/client.ts';
import { UNDATED, type Words } from '../../model/normalized-event.ts';
import { account, maybe, maybeAll, numericId, sentMoment } from '../fields.ts';
import { type GithubEvent, happenedOnce, normalized } from '../repository.ts';
import { namedInText } from '../reverts.ts';
import { ignored, otherBranch, type ParseResult, reading, refused } from '../source.ts';

/** What pull requests and issues have in common, and what it is in an event. */
const titled = () => ({
  title: z.string().min(1),
  labels: maybeAll(z.object({ name: maybe(z.string()) })),
  milestone: maybe(z.object({ title: maybe(z.string()) })),
});
const about = ({ title, labels = [], milestone }: z.output<z.ZodObject<ReturnType<typeof titled>>>) => ({
  title,
  labels: labels.flatMap(({ name }) => name ?? []),
  milestone: milestone?.title,
});

/** Where it was merged to. */
const closed = lazy(() =>
  z.object({
    pull_request: z.object({
      id: numericId(),
      number: maybe(z.int()),
      title: maybe(z.string()),
      html_url: webAddress(),
      state: maybe(z.string()),
      merged: maybe(z.boolean()),
      merged_at: maybe(sentMoment()),
      closed_at: maybe(sentMoment()),
      updated_at: maybe(sentMoment()),
      base: maybe(z.object({ ref: maybe(z.string()) })),
      labels: maybeAll(z.object({ name: maybe(z.string()) })),
      milestone: maybe(z.object({ title: maybe(z.string()) })),
      user: maybe(z.object({ login: maybe(account()), type: maybe(z.string()) })),
      head: maybe(z.object({ ref: maybe(z.string()) })),
    }),
    repository: z.object({ default_branch: maybe(z.string()) }),
  }),
);
type Closed = z.output<ReturnType<typeof closed>>['pull_request'];

const merged = lazy(() =>
  z.object({
    pull_request: z.object({
      id: numericId(),
      html_url: webAddress(),
      merged_at: sentMoment(),
      updated_at: maybe(sentMoment()),
      body: maybe(z.string()),
      merge_commit_sha: maybe(z.string()),
      user: maybe(z.object({ login: maybe(account()), type: maybe(z.string()) })),
      head: maybe(z.object({ ref: maybe(z.string()) })),
      ...titled(),
    }),
  }),
);
type Pull = z.output<ReturnType<typeof merged>>['pull_request'];

/** What is said of a pull request after its merge changes whose work it is. */
const LATER: ReadonlySet<string> = new Set(['labeled', 'unlabeled', 'edited', 'milestoned', 'demilestoned']);

export function readPullRequest(event: string, said: GithubEvent, payload: unknown) {
  const isLater = LATER.has(said.action ?? '');
  if (said.action !== 'closed' && !isLater) return ignored(event, 'only a merged pull request counts');
  return reading(event, closed, payload, ({ pull_request: pull, repository }) => {
    const state = stateOf(pull);
    if (state !== 'merged' && isLater) return ignored(event, 'it is not merged');
    if (state === 'not merged') return ignored(event, 'the pull request was closed without being merged');
    const branch = otherBranch(pull.base?.ref, repository.default_branch);
    if (state === 'unclear') return undecided(event, said, pull, branch);
    return readMerged(event, said, payload, isLater, branch);
  });
}

/**
 * A moment of the merge decides. Without one, a body can contradict itself: closed and yet open, or merged and never. Only one
 * that says in full that it was closed and not merged is believed.
 */
function stateOf({ merged: isMerged, merged_at, closed_at, state }: Closed) {
  if (merged_at !== undefined) return 'merged';
  if (isMerged === true || state === 'open' || state === 'merged') return 'unclear';
  return isMerged === false || closed_at !== undefined ? 'not merged' : 'unclear';
}

const undecided = (event: string, said: GithubEvent, pull: Closed, branch: string | undefined) => {
  const { id, number, title = '', html_url, updated_at, labels, milestone, user, head } = pull;
  return normalized(event, said, {
    kind: 'undecided',
    ...happenedOnce(said, ['pull', id, 'closed'], updated_at ?? UNDATED),
    ...about({ title, labels, milestone }),
    branch,
    author: authorOf(user),
    from: head?.ref,
    url: html_url,
    number: number ?? Number(/\d+$/.exec(html_url)?.[0] ?? 0),
  });
};

const authorOf = (user: Pull['user']) =>
  user?.login === undefined ? undefined : { name: user.login, isBot: user.type === 'Bot' };

const readMerged = (
  event: string,
  said: GithubEvent,
  payload: unknown,
  isLater: boolean,
  branch: string | undefined,
) =>
  reading(event, merged, payload, ({ pull_request: pull }) => {
    const words = about(pull);
    const { body, merge_commit_sha: commit, user, updated_at: at } = pull;
    return normalized(event, said, {
      kind: 'merged',
      ...happenedOnce(said, ['pull', pull.id, 'merged'], pull.merged_at),
      url: pull.html_url,
      ...words,
      branch,
      author: authorOf(user),
      from: pull.head?.ref,
      commit,
      reverts: namedInText(body ?? '', pull.html_url),
      later: isLater ? { at, before: wordsBefore(payload, words) } : laterIn(pull),
    });
  });

/** How long after a merge its own delivery can still have been changed by the merge itself. */
const SOON_MS = 60_000;

/** A merge that is delivered again, or listed, after more was said of it. */
const laterIn = ({ merged_at, updated_at: at }: Pull) =>
  at !== undefined && Date.parse(at) > Date.parse(merged_at) + SOON_MS ? { at } : undefined;

const changed = lazy(() =>
  z.object({
    action: z.string(),
    label: maybe(z.object({ name: maybe(z.string()) })),
    milestone: maybe(z.object({ title: maybe(z.string()) })),
    changes: maybe(z.object({ title: maybe(z.object({ from: maybe(z.string()) })) })),
  }),
);

/** What was said before the change that a delivery tells of. */
function wordsBefore(payload: unknown, words: Words): Words | undefined {
  const { data } = changed().safeParse(payload);
  if (data === undefined) return undefined;
  const { action, label, milestone, changes } = data;
  switch (action) {
    case 'labeled':
      return label?.name === undefined
        ? undefined
        : { ...words, labels: words.labels.filter((name) => name !== label.name) };
    case 'unlabeled':
      return label?.name === undefined ? undefined : { ...words, labels: [...words.labels, label.name] };
    case 'milestoned':
      return { ...words, milestone: undefined };
    case 'demilestoned':
      return milestone && { ...words, milestone: milestone.title };
    default:
      return { ...words, title: changes?.title?.from ?? words.title };
  }
}

const schema = lazy(() =>
  z.object({
    comment: z.object({
      id: numericId(),
      body: z.string(),
      created_at: sentMoment(),
      html_url: maybe(webAddress()),
      author_association: maybe(z.string()),
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
      association: comment.author_association,
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
