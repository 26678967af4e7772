/** Milestones: each stands for a release cycle. */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import { moment, webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { Milestone } from '../../model/normalized-event.ts';
import { numericId } from '../reading/names.ts';
import { ignored, reading } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const schema = lazy(() =>
  z.object({
    milestone: z.object({
      id: numericId(),
      title: z.string().min(1),
      state: z.string(),
      due_on: moment().nullish(),
      updated_at: moment(),
      closed_at: moment().nullish(),
      html_url: webAddress().optional(),
    }),
  }),
);
type Told = Output<typeof schema>['milestone'];

export const readMilestone = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, schema, payload, ({ milestone }) => {
    const dueAt = milestone.due_on ?? null;
    switch (said.action) {
      case 'created':
      case 'edited':
      case 'opened':
        return set(event, said, milestone, dueAt, 'set');
      case 'closed': {
        const at = milestone.closed_at ?? milestone.updated_at;
        const id = idAt(said, ['milestone', milestone.id, 'closed'], at);
        return tell(event, said, milestone, { kind: 'milestone-closed', id, at, dueAt });
      }
      // Of a cycle that is over nothing is taken back when its milestone is tidied away; of another, the plan is.
      case 'deleted':
        return milestone.state === 'closed'
          ? ignored(event, 'the milestone was closed before')
          : set(event, said, milestone, null, 'unset');
      default:
        return ignored(event, 'neither set nor closed');
    }
  });

/** What it says is part of its id: two edits can share a second, which is as exact as GitHub is. */
function set(
  event: string,
  said: DeliveryRecord,
  milestone: Told,
  dueAt: string | null,
  how: 'set' | 'unset',
) {
  const content = digestOf(canonicalJson([milestone.title, dueAt])).slice(0, 12);
  const at = milestone.updated_at;
  // `unset` comes after `set`, also in the order of ids, which is what orders one moment.
  const id = idAt(said, ['milestone', milestone.id, how, content], at);
  return tell(event, said, milestone, { kind: 'milestone-set', id, at, dueAt });
}

type Happened = Pick<Milestone, 'kind' | 'id' | 'at' | 'dueAt'>;

const tell = (event: string, said: DeliveryRecord, { title, html_url: url }: Told, happened: Happened) =>
  occurred(event, said, [{ ...happened, actor: actorOf(said), url, title }]);
