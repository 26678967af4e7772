/** References like `team:search`, of audiences, reviewers and actors. */

/** The team that a reference names; `undefined` where it names something else. */
export const teamIn = (reference: string): string | undefined =>
  reference.startsWith('team:') ? reference.slice('team:'.length) : undefined;
