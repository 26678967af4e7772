/** Merge requests: what counts is that one was merged. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { rubyMoment } from '../reading/moments.ts';
import { numericId } from '../reading/names.ts';
import { ELSEWHERE, eventName, ignored, isElsewhere, reading } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const acted = lazy(() =>
  z.object({
    object_attributes: z.object({
      action: z.string().optional(),
      state: z.string(),
      target_branch: z.string().optional(),
    }),
    project: z.object({ default_branch: z.string().nullish() }).optional(),
  }),
);

const labels = lazy(() => z.array(z.object({ title: z.string() })).optional());

const merged = lazy(() =>
  z.object({
    object_attributes: z.object({
      id: numericId(),
      title: z.string().min(1),
      url: webAddress(),
      merged_at: rubyMoment().nullish().describe('newer versions'),
      updated_at: rubyMoment(),
      milestone: z.object({ title: z.string() }).nullish(),
      labels: labels(),
    }),
    labels: labels(),
  }),
);

/** Merged ones are updated later, too (state merged, action update); their merge has been told by then. */
export const readMergeRequest = (kind: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(kind, acted, payload, ({ object_attributes, project }) => {
    const { action, state, target_branch: target } = object_attributes;
    const event = `${kind} ${eventName(action)}`;
    if (action !== 'merge' || state !== 'merged') return ignored(event, 'only a merge counts');
    return isElsewhere(target, project?.default_branch)
      ? ignored(event, ELSEWHERE)
      : readMerged(event, said, payload);
  });

const readMerged = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, merged, payload, (told) => {
    const change = told.object_attributes;
    return occurred(event, said, {
      kind: 'merged',
      id: idAt(said, ['merge-request', change.id, 'merged']),
      at: change.merged_at ?? change.updated_at,
      actor: actorOf(said),
      title: change.title,
      url: change.url,
      labels: (told.labels ?? change.labels ?? []).map(({ title }) => title),
      milestone: change.milestone?.title,
    });
  });
