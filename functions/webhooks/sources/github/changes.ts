/** Pull requests: what counts is that one was merged. */
import * as z from 'zod';
import { moment, webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { numericId } from '../reading/names.ts';
import { ELSEWHERE, ignored, isElsewhere, reading } from '../reading/parse-result.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

/** As they hang on a pull request or an issue. */
export const labels = lazy(() => z.array(z.object({ name: z.string() })).optional());
export const milestone = lazy(() => z.object({ title: z.string() }).nullish());

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

export function readPullRequest(event: string, said: DeliveryRecord, payload: unknown) {
  if (said.action !== 'closed') return ignored(event, 'only a merged pull request counts');
  return reading(event, closed, payload, ({ pull_request: { merged: isMerged, base }, repository }) => {
    if (!isMerged) return ignored(event, 'the pull request was closed without being merged');
    return isElsewhere(base?.ref, repository.default_branch)
      ? ignored(event, ELSEWHERE)
      : readMerged(event, said, payload);
  });
}

const readMerged = (event: string, said: DeliveryRecord, payload: unknown) =>
  reading(event, merged, payload, ({ pull_request: pull }) =>
    occurred(event, said, [
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
