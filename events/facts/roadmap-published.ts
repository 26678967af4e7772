import * as z from 'zod';
import { fact, roadmap } from '../contract.ts';
import { exposure, id, list, optional, text, webAddress } from '../fields.ts';
import { lazy } from '../lazy.ts';

const priority = lazy(() =>
  z.object({ problem: text(2000), evidence: optional(z.union([webAddress(), text(2000)])) }),
);

const task = lazy(() =>
  z.object({
    task: text(),
    when: optional(text(100)).describe('for people: 2024-Q3, next, in June'),
    project: optional(id()),
    release: optional(id()),
    feature: optional(id()),
    exposure: optional(exposure()),
  }),
);

/** What a team means to do, as a whole: its problems and its backlog in order, the first the most important. */
export const RoadmapPublished = fact(
  'RoadmapPublished',
  () => ({
    team: id(),
    priorities: optional(list(priority())),
    roadmap: optional(list(task())).describe(
      'what has a project and a release is also told as ShipmentPlanned',
    ),
    backlog: optional(list(text())),
  }),
  (detail) => [roadmap(detail.team)],
);
