/** A check on the newest commit of a branch: neutral, so that it never keeps anything from being merged. */
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import { type Github, pathOf } from '../../../kernel/github/client.ts';
import { GithubRefusedError } from '../../../kernel/github/errors.ts';

export interface Check {
  /** `/repos/acme/app` */
  readonly repository: string;
  /** A branch. */
  readonly ref: string;
  /** Of the message: a check with this id is there where it was made before. */
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  /** The commit that an earlier attempt was for. */
  readonly noted: string | undefined;
  readonly note: (commit: string) => Promise<void>;
}

const NAME = 'Shipshape';
const branch = lazy(() => z.object({ object: z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) }) }));
const runs = lazy(() => z.object({ check_runs: z.array(z.object({ external_id: z.string().nullish() })) }));

/** Makes the check unless it is there. The commit is noted first: the branch may have moved on when this is repeated. */
export async function makeCheck(github: Github, check: Check): Promise<void> {
  const { repository, id, title, markdown, noted, note } = check;
  const sha = noted ?? (await newestCommit(github, check));
  if (noted === undefined) await note(sha);
  // Only a repeat can find one.
  else if (await wasMade(github, check, sha)) return;
  await github.send('POST', `${repository}/check-runs`, {
    name: NAME,
    head_sha: sha,
    external_id: id,
    status: 'completed',
    conclusion: 'neutral',
    output: { title, summary: markdown },
  });
}

async function newestCommit(github: Github, { repository, ref }: Check): Promise<string> {
  const path = pathOf(ref);
  if (path === undefined) throw new GithubRefusedError('its ref is not the name of a branch');
  return branch.parse(await github.get(`${repository}/git/ref/heads${path}`)).object.sha;
}

async function wasMade(github: Github, { repository, id }: Check, sha: string): Promise<boolean> {
  const query = `check_name=${NAME}&filter=all&per_page=100`;
  const { check_runs } = runs.parse(await github.get(`${repository}/commits/${sha}/check-runs?${query}`));
  return check_runs.some((run) => run.external_id === id);
}
