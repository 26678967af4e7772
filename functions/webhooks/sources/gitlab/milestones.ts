/** Milestones of a project: each stands for a release cycle. Those of a group have no project, and no place. */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import { moment } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { rubyMoment } from '../reading/moments.ts';
import { numericId } from '../reading/names.ts';
import { eventName, ignored, reading } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** A date only: work is due until it ends, which for want of a zone is the end of it in UTC. */
const dueDate = lazy(() =>
  z.preprocess(
    (value) => (typeof value === 'string' && DATE.test(value) ? `${value}T23:59:59Z` : value),
    moment(),
  ),
);

const schema = lazy(() =>
  z.object({
    action: z.string().optional(),
    object_attributes: z.object({
      id: numericId(),
      title: z.string().min(1),
      due_date: dueDate().nullish(),
      updated_at: rubyMoment(),
    }),
  }),
);

export const readMilestone = (kind: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(kind, schema, payload, ({ action, object_attributes: milestone }) => {
    const event = `${kind} ${eventName(action)}`;
    const { title, due_date, updated_at: at } = milestone;
    const dueAt = due_date ?? null;
    const told = { at, actor: actorOf(said), title, dueAt };
    switch (action) {
      case 'close': {
        const id = idAt(said, ['milestone', milestone.id, 'closed'], at);
        return occurred(event, said, { kind: 'milestone-closed', id, ...told });
      }
      case 'create':
      case 'reopen':
      case 'update': {
        const content = digestOf(canonicalJson([title, dueAt])).slice(0, 12);
        const id = idAt(said, ['milestone', milestone.id, 'set', content], at);
        return occurred(event, said, { kind: 'milestone-set', id, ...told });
      }
      default:
        return ignored(event, 'neither set nor closed');
    }
  });
