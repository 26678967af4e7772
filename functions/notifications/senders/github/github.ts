/** GitHub: a comment kept up to date in place, or a neutral check. */
import { ZodError } from 'zod';
import { type Github, githubClient, pathOf } from '../../../kernel/github/client.ts';
import {
  GithubLimitedError,
  GithubRefusedError,
  GithubUnauthorizedError,
  GithubUnavailableError,
} from '../../../kernel/github/errors.ts';
import type { Access } from '../../../kernel/outgoing/exchange.ts';
import { asMarkdown } from '../../../outline/markdown.ts';
import { subjectOf } from '../../model/notices.ts';
import type { Sent } from '../../model/retry.ts';
import { type Letter, refused, type Sender, type Sending } from '../../notify/letter.ts';
import { endTurn, takeTurn, takeWrite } from '../../store/outgoing-limits.ts';
import { outlineForAll, type Rendering } from '../rendering.ts';
import { makeCheck } from './check.ts';
import { putComment } from './comment.ts';

interface GithubSending {
  readonly rendering: Rendering;
  readonly access: Access;
  /** `https://api.github.com` */
  readonly base: string;
  readonly token: () => Promise<string | undefined>;
}

export const githubSender = (sending: GithubSending): Sender => ({
  isRepeatable: true,
  prepare: (letter) => prepare(sending, letter),
});

/** How long to wait for another message that is being written to the same issue. */
const TURN_WAIT_MS = 30_000;

async function prepare(sending: GithubSending, letter: Letter): Promise<Sending | Sent> {
  const { message, record, notice, note } = letter;
  const repository = pathOf('repos', ...(record?.repository ?? '.').split('/'));
  if (repository === undefined) return refused('its repository is not one: name it like acme/app');
  const token = await sending.token();
  if (token === undefined)
    return refused('this host has no token of GitHub’s API: put one in the secret github-api');
  const github = paced(sending, letter, token);
  const outline = await outlineForAll(sending.rendering, letter);
  const markdown = asMarkdown(outline);
  const { issue, ref } = record ?? {};
  if (ref != null) {
    const { id, noted } = message;
    const check = { repository, ref, id, title: outline.title, markdown, noted, note };
    return () => sentBy(() => makeCheck(github, check));
  }
  if (issue == null) return refused('the channel names neither an issue nor a ref');
  const about = { channel: message.channel, subject: subjectOf(notice), at: notice.detail.occurredAt };
  const comment = { repository, issue, ...about, markdown };
  return () => inTurn(sending, letter, () => sentBy(() => putComment(github, comment)));
}

/** A client that asks before each write whether there may be one: GitHub limits how much is written. */
function paced({ access, base, rendering }: GithubSending, { now }: Letter, token: string): Github {
  // A message that fails is sent again later, so each call is attempted once.
  const client = githubClient({ access, base, token, now: () => now, attempts: 1 });
  return {
    ...client,
    async send(method, path, body) {
      const until = await takeWrite(rendering.table, now);
      if (until !== undefined)
        throw new GithubLimitedError(until, 'GitHub takes only so many messages a minute and an hour');
      await client.send(method, path, body);
    },
  };
}

/** Does it, and says what came of the message. */
async function sentBy(work: () => Promise<void>): Promise<Sent> {
  try {
    await work();
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof GithubLimitedError)
      return { kind: 'later', until: error.until, because: error.message, isForAll: true };
    if (error instanceof GithubUnauthorizedError || error instanceof GithubRefusedError)
      return refused(error.message);
    if (error instanceof GithubUnavailableError)
      return { kind: 'failed', because: error.message, mayHaveArrived: error.mayHaveArrived };
    if (!(error instanceof ZodError)) throw error;
    const because = 'GitHub answered in a shape that is not understood';
    return { kind: 'failed', because, mayHaveArrived: true };
  }
}

/** Two messages of one channel at once would both find no comment, and both write one. */
async function inTurn(
  { rendering: { table } }: GithubSending,
  { message: { channel, id }, now }: Letter,
  work: Sending,
): Promise<Sent> {
  if (!(await takeTurn(table, channel, id, now))) {
    const until = new Date(Date.parse(now) + TURN_WAIT_MS).toISOString();
    return { kind: 'later', until, because: 'another message is being written there', isForAll: false };
  }
  const sent = await work();
  await endTurn(table, channel, id, now);
  return sent;
}
