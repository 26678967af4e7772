/** GitHub: a comment kept up to date in place, or a neutral check. */

import type { Access } from '../../../kernel/outgoing/exchange.ts';
import { asMarkdown } from '../../../outline/markdown.ts';
import { subjectOf } from '../../model/notices.ts';
import type { Sent } from '../../model/retry.ts';
import {
  type Letter,
  outlineForAll,
  type Rendering,
  refused,
  type Sender,
  type Sending,
} from '../../notify/letter.ts';
import { endTurn, takeTurn, takeWrite } from '../../store/outgoing-limits.ts';
import { type GithubAccess, pathOf } from './api.ts';
import { makeCheck } from './check.ts';
import { keepComment } from './comment.ts';

export interface GithubSending {
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

/** How long to wait for whoever writes to the same issue at the moment. */
const TURN_WAIT_MS = 30_000;

async function prepare(sending: GithubSending, letter: Letter): Promise<Sending | Sent> {
  const { message, record, notice, note, now } = letter;
  const repository = pathOf('repos', ...(record?.repository ?? '.').split('/'));
  if (repository === undefined) return refused('its repository is not one: name it like acme/app');
  const token = await sending.token();
  if (token === undefined)
    return refused('this host has no token of GitHub’s API: put one in the secret github-api');
  const { table } = sending.rendering;
  const { access, base } = sending;
  const github: GithubAccess = { access, base, token, now, takeWrite: () => takeWrite(table, now) };
  const outline = await outlineForAll(sending.rendering, letter);
  const markdown = asMarkdown(outline);
  const { issue, ref } = record ?? {};
  if (ref != null) {
    const { id, noted } = message;
    return () => makeCheck(github, { repository, ref, id, title: outline.title, markdown, noted, note });
  }
  if (issue == null) return refused('the channel names neither an issue nor a ref');
  const { channel } = message;
  const comment = {
    repository,
    issue,
    channel,
    subject: subjectOf(notice),
    at: notice.detail.occurredAt,
    markdown,
  };
  return () => inTurn(sending, letter, () => keepComment(github, comment));
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
