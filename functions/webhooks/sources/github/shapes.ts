/**
 * The name of an event is in a header, which is not signed: whoever holds one delivery could send its body under any
 * name. So a body must look like its event, and unlike the others that it could be taken for.
 */

interface Shape {
  readonly has: readonly string[];
  /** What would make it another event: a review has a `pull_request`, too. */
  readonly hasNot?: readonly string[];
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['ping', { has: ['zen', 'hook_id'], hasNot: ['action'] }],
  ['pull_request', { has: ['pull_request', 'number'], hasNot: ['comment', 'review', 'thread'] }],
  ['release', { has: ['release'] }],
  // `delete` has a ref_type as well, and no master_branch.
  ['create', { has: ['ref', 'ref_type', 'master_branch'] }],
  ['push', { has: ['ref', 'before', 'after', 'commits'] }],
  ['milestone', { has: ['milestone'], hasNot: ['issue', 'pull_request'] }],
  ['issue_comment', { has: ['issue', 'comment'] }],
]);

/** Why a body is not of the event that it came under, or undefined when it can be. */
export function shapeProblem(event: string, payload: object): string | undefined {
  const { has = [], hasNot = [] } = shapes.get(event) ?? {};
  const missing = has.filter((name) => !Object.hasOwn(payload, name));
  const foreign = hasNot.filter((name) => Object.hasOwn(payload, name));
  const problems = [
    ...(missing.length > 0 ? [`has no ${missing.join(', no ')}`] : []),
    ...(foreign.length > 0 ? [`has ${foreign.join(', ')}`] : []),
  ];
  return problems.length === 0
    ? undefined
    : `it came as ${event}, but its signed body ${problems.join(' and ')}`;
}
