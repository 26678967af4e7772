import { fact, project } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A project is over: nothing is expected of it after `occurredAt`. */
export const ProjectEnded = fact(
  'ProjectEnded',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);
