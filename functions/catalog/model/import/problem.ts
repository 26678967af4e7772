/** What is wrong with a catalog, and where: all of it at once, in words that say what to do. */

/** The parts of a catalog; each is a file of its own. */
export const sections = [
  'teams',
  'people',
  'features',
  'flags',
  'projects',
  'releases',
  'rubric',
  'accounts',
  'calendars',
  'sources',
  'channels',
  'roadmap',
  'exemptions',
  'withdrawals',
  'facts',
  'maturity',
  'compatibility',
  'deployment',
  'use-cases',
] as const;
export type Section = (typeof sections)[number];

export interface Place {
  readonly section: Section;
  /** Keys and positions from the top of the section: `['search', 'contacts', 'pm']`. */
  readonly path: readonly (string | number)[];
}

export interface Problem {
  /** An error is never imported; a warning is said and imported. */
  readonly severity: 'error' | 'warning';
  /** What kind it is: a shape that does not fit, an unknown name, or records that contradict each other. */
  readonly kind: 'shape' | 'reference' | 'rule';
  readonly place: Place;
  /** Follows the place: `feature search: compatibility.gitlab_con is no known code host, did you mean gitlab_com?` */
  readonly message: string;
}

/** Records that contradict each other, or themselves. */
export const broken = (place: Place, message: string): Problem => ({
  severity: 'error',
  kind: 'rule',
  place,
  message,
});
