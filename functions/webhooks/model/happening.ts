/** Which change, tag, milestone or feature flag a delivery was about: by number, title and address. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { withoutSecrets } from '../../../events/redaction.ts';
import { cut } from '../../../events/refusal.ts';
import type { Happening } from '../../kernel/model/happening.ts';
import type { Attributable } from './normalized-event.ts';

const MAX_LENGTH = 200;

/** The number of a change, an issue or a merge request, as its host writes it. */
function numberIn(url: string | undefined): string | undefined {
  const [, kind, number] = /\/(pulls?|issues|merge_requests)\/(\d+)(?:[/#?]|$)/.exec(url ?? '') ?? [];
  return number === undefined ? undefined : `${kind === 'merge_requests' ? '!' : '#'}${number}`;
}

/** What an event that waits is about. */
export function happeningIn(event: Attributable): Happening {
  const { url } = event;
  if ('tag' in event) return { what: `tag ${event.tag}`, url };
  if ('flag' in event) return { what: `feature flag ${event.flag}`, url };
  const isChange = event.kind === 'merged' || event.kind === 'undecided';
  const what = isChange ? numberIn(url) : 'a milestone';
  return { what, title: event.title, url };
}

const text = () => z.string().optional().catch(undefined);
const number = () => z.int().optional().catch(undefined);
const thing = () =>
  z
    .object({
      number: number(),
      iid: number(),
      title: text(),
      name: text(),
      tag_name: text(),
      html_url: text(),
      url: text(),
    })
    .optional()
    .catch(undefined);

/** Where senders say it, and whatever else a body holds: none of this has to be there, or to be of this type. */
const anyBody = lazy(() =>
  z.object({
    pull_request: thing(),
    issue: thing(),
    release: thing(),
    milestone: thing(),
    object_attributes: thing(),
    ref: text(),
    key: text(),
    featureName: text(),
    title: text(),
    repository: z.object({ full_name: text() }).optional().catch(undefined),
    project: z.object({ path_with_namespace: text() }).optional().catch(undefined),
  }),
);

/** What a body is about that was not understood, as far as it says. @param sender `github` */
export function happeningOf(sender: string, body: unknown): Happening {
  const { data } = anyBody.safeParse(body);
  if (data === undefined) return {};
  const { pull_request, issue, release, milestone, object_attributes: merge, repository, project } = data;
  const it = pull_request ?? issue ?? release ?? milestone ?? merge;
  const place = repository?.full_name ?? project?.path_with_namespace;
  const flag = data.featureName ?? data.key;
  return short({
    what:
      numberOf(it) ??
      named('tag', it?.tag_name) ??
      named('feature flag', flag) ??
      named('tag', /^refs\/tags\/(.+)$/.exec(data.ref ?? '')?.[1]),
    title: it?.title ?? it?.name ?? (it === undefined ? data.title : undefined),
    url: it?.html_url ?? it?.url,
    place: place === undefined ? undefined : `${sender}:${place}`,
  });
}

const named = (kind: string, name: string | undefined) =>
  name === undefined ? undefined : `${kind} ${name}`;

const numberOf = (it: { number?: number | undefined; iid?: number | undefined } | undefined) => {
  if (it?.number !== undefined) return `#${it.number}`;
  return it?.iid === undefined ? undefined : `!${it.iid}`;
};

/** Without what looks like a secret, and no longer than a line. */
const short = (found: Happening): Happening =>
  Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, cut(withoutSecrets(value), MAX_LENGTH)]],
    ),
  );
