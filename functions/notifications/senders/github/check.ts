/** A check on the newest commit of a branch: neutral, so that it never keeps anything from being merged. */
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import type { Sent } from '../../model/retry.ts';
import { type GithubAccess, pathOf, read, unreadable, write } from './api.ts';

export interface Check {
  /** `/repos/acme/app` */
  readonly repository: string;
  /** A branch. */
  readonly ref: string;
  /** Of the message: a check of this id is there already where it was made before. */
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  /** The commit that an earlier try was for. */
  readonly noted: string | undefined;
  readonly note: (commit: string) => Promise<void>;
}

const NAME = 'Shipshape';
const branch = lazy(() => z.object({ object: z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) }) }));
const runs = lazy(() => z.object({ check_runs: z.array(z.object({ external_id: z.string().nullish() })) }));

/** Makes the check unless it is there. The commit is kept before: the branch may have moved on when this is repeated. */
export async function makeCheck(github: GithubAccess, check: Check): Promise<Sent> {
  const head = check.noted === undefined ? await headOf(github, check) : { sha: check.noted };
  if ('sent' in head) return head.sent;
  if (check.noted === undefined) await check.note(head.sha);
  else {
    const isThere = await wasMade(github, check, head.sha);
    if (isThere !== false) return isThere;
  }
  const { repository, id, title, markdown } = check;
  const made = await write(github, 'POST', `${repository}/check-runs`, {
    name: NAME,
    head_sha: head.sha,
    external_id: id,
    status: 'completed',
    conclusion: 'neutral',
    output: { title, summary: markdown },
  });
  return 'sent' in made ? made.sent : { kind: 'sent' };
}

async function headOf(github: GithubAccess, { repository, ref }: Check) {
  const path = pathOf(ref);
  if (path === undefined)
    return { sent: { kind: 'refused', because: 'its ref is no name of a branch' } as const };
  const got = await read(github, `${repository}/git/ref/heads${path}`);
  if ('sent' in got) return got;
  const { data } = branch.safeParse(got.value);
  return data === undefined ? { sent: unreadable } : { sha: data.object.sha };
}

/** Only a repeat can find one. @returns `false` when there is none */
async function wasMade(github: GithubAccess, { repository, id }: Check, sha: string): Promise<Sent | false> {
  const query = `check_name=${NAME}&filter=all&per_page=100`;
  const got = await read(github, `${repository}/commits/${sha}/check-runs?${query}`);
  if ('sent' in got) return got.sent;
  const { data } = runs.safeParse(got.value);
  if (data === undefined) return unreadable;
  return data.check_runs.some((run) => run.external_id === id) ? { kind: 'sent' } : false;
}
