/** GitHub's REST API, as far as messages need it: what it answers with, or what that means for the message. */

import type { Access } from '../../../kernel/outgoing/exchange.ts';
import { send } from '../../../kernel/outgoing/request.ts';
import { githubLimit } from '../../model/github-limit.ts';
import type { Sent } from '../../model/retry.ts';
import { sentBy } from '../http-sending.ts';

export interface GithubAccess {
  readonly access: Access;
  /** `https://api.github.com` */
  readonly base: string;
  readonly token: string;
  /** UTC instant. */
  readonly now: string;
  /** Asks for one write. @returns UTC instant from which on there are writes again; undefined when it may go ahead */
  readonly takeWrite: () => Promise<string | undefined>;
}

/** A call that was answered as it should be, or what the message comes to otherwise. */
export type Got = { readonly value: unknown } | { readonly sent: Sent };

/** Lists of comments are longer than other answers. */
const MAX_BYTES = 16 * 1024 * 1024;

export const read = (github: GithubAccess, path: string): Promise<Got> => call(github, 'GET', path);

export async function write(
  github: GithubAccess,
  method: 'POST' | 'PATCH',
  path: string,
  body: object,
): Promise<Got> {
  const until = await github.takeWrite();
  const because = 'GitHub takes only so many messages a minute and an hour';
  if (until !== undefined) return { sent: { kind: 'later', until, because, isForAll: true } };
  return call(github, method, path, JSON.stringify(body));
}

async function call(
  { access, base, token, now }: GithubAccess,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: string,
): Promise<Got> {
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/vnd.github+json',
    'X-GitHub-Api-Version': '2022-11-28',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const url = `${base.replace(/\/+$/, '')}${path}`;
  const outcome = await send(url, { method, headers, body }, { ...access, mostBytes: MAX_BYTES });
  if (outcome.kind !== 'answered') return { sent: outcome };
  const until = githubLimit(outcome, now);
  if (until !== undefined)
    return {
      sent: { kind: 'later', until, because: 'GitHub limits how often it may be asked', isForAll: true },
    };
  const sent = sentBy(outcome, now);
  return sent.kind === 'sent' ? parsed(outcome.body) : { sent };
}

function parsed(body: string): Got {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return { sent: unreadable };
  }
}

export const unreadable: Sent = {
  kind: 'failed',
  because: 'GitHub answered with something else than was asked for',
  mayHaveArrived: true,
};

/** A path of names from outside; undefined when one of them would lead elsewhere. */
export function pathOf(...names: readonly string[]): string | undefined {
  const parts = names.flatMap((name) => name.split('/'));
  if (parts.some((part) => /^\.{0,2}$/.test(part))) return undefined;
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}
