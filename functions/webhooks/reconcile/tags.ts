/**
 * Tags that no delivery told of: GitHub sends none for a push of more than three. A tag says nothing of when it was pushed, so its
 * own date counts, or that of its commit; and only for a release of which neither a cut nor a publication is known.
 */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { readTag } from '../../catalog/model/tags/read-tag.ts';
import { readStates } from '../../catalog/store/states.ts';
import type { SyncCursor } from '../../catalog/store/sync-cursors.ts';
import type { Github } from '../../kernel/github/client.ts';
import { GithubRefusedError } from '../../kernel/github/errors.ts';
import { logger } from '../../kernel/log/logger.ts';
import type { Reconciling, Repository } from './turns.ts';
import type { Window } from './window.ts';

/** The date of each costs a call; the others come in later runs. */
const MAX_DATED = 50;
/** What is remembered between runs has to fit beside the cursor. */
const MAX_REMEMBERED = 2000;

/** A tag with a message points to an object that has its date; another one to its commit. */
const reference = lazy(() =>
  z.object({
    ref: z.string(),
    object: z.object({ type: z.string(), sha: z.string().regex(/^[0-9a-f]{7,64}$/) }),
  }),
);
const dated = lazy(() =>
  z.object({
    tagger: z.object({ date: z.iso.datetime({ offset: true }) }).nullish(),
    committer: z.object({ date: z.iso.datetime({ offset: true }) }).nullish(),
  }),
);

export interface FoundTag {
  readonly tag: string;
  readonly sha: string;
  /** UTC instant. */
  readonly at: string;
}

interface FoundTags {
  readonly tags: readonly FoundTag[];
  /** The dates of tags, by a digest of the name: none is asked for twice. */
  readonly dates: Readonly<Record<string, string>>;
}

/** Without access to them, a repository is compared without its tags. */
export async function taggedIn(
  reconciling: Pick<Reconciling, 'github' | 'table'>,
  { source: { source, record }, path }: Repository,
  window: Window,
  known: SyncCursor['tagDates'] = {},
): Promise<FoundTags> {
  try {
    return await findTags(reconciling, { path, record, window, known });
  } catch (error) {
    if (!(error instanceof GithubRefusedError)) throw error;
    logger.warn('Tags could not be compared.', { place: source, because: error.message });
    return { tags: [], dates: known };
  }
}

interface Search {
  readonly path: string;
  readonly record: SourceRecord;
  readonly window: Window;
  readonly known: Readonly<Record<string, string>>;
}

async function findTags(
  { github, table }: Pick<Reconciling, 'github' | 'table'>,
  { path, record, window, known }: Search,
): Promise<FoundTags> {
  const found = await tagsThatMatter(github, path, record);
  const releases = [...new Set(found.flatMap(({ release }) => release ?? []))];
  const states = await readStates(table, 'release', releases);
  const unknown = found.filter(({ release = '' }) => {
    const state = states.get(release);
    return state?.cutAt === undefined && state?.publishedAt === undefined && state?.renamedTo === undefined;
  });
  const dates: Record<string, string> = {};
  const tags: FoundTag[] = [];
  let asked = 0;
  for (const { tag, object } of unknown.slice(0, MAX_REMEMBERED)) {
    const key = digestOf(`${tag} ${object.sha}`).slice(0, 16);
    if (known[key] === undefined && asked === MAX_DATED) continue;
    if (known[key] === undefined) asked += 1;
    const at = known[key] ?? (await dateOf(github, path, object));
    if (at === undefined) continue;
    dates[key] = at;
    if (at > window.since && at <= window.upTo) tags.push({ tag, sha: object.sha, at });
  }
  return { tags, dates };
}

type Tagged = z.output<ReturnType<typeof reference>>['object'];

/** Those of releases, and after them those that wait for a line that places them. */
async function tagsThatMatter(github: Github, path: string, record: SourceRecord) {
  const found: { readonly tag: string; readonly release: string | undefined; readonly object: Tagged }[] = [];
  for await (const page of github.pages(`/repos/${path}/git/matching-refs/tags/?per_page=100`))
    for (const { ref, object } of page.map((item) => reference().parse(item))) {
      const tag = ref.replace(/^refs\/tags\//, '');
      const read = readTag(tag, record);
      if (read.kind !== 'ignored' && id.safeParse(tag).success)
        found.push({ tag, release: read.kind === 'release' ? read.release : undefined, object });
    }
  return [
    ...found.filter(({ release }) => release !== undefined),
    ...found.filter(({ release }) => release === undefined),
  ];
}

async function dateOf(github: Github, path: string, { type, sha }: Tagged): Promise<string | undefined> {
  const kind = type === 'tag' ? 'tags' : 'commits';
  const { tagger, committer } = dated().parse(await github.get(`/repos/${path}/git/${kind}/${sha}`));
  const date = tagger?.date ?? committer?.date;
  return date === undefined ? undefined : new Date(date).toISOString();
}
