/** The kinds of senders there are. Adding one is adding its file under `sources/`, and its entry here. */

import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { launchdarkly } from './launchdarkly.ts';
import type { Source } from './source.ts';
import { standard } from './standard.ts';
import { unleash } from './unleash.ts';

/** What Shipshape is called where it writes itself; what it did comes back as a delivery. */
export interface OwnAccounts {
  /** `shipshape[bot]` */
  readonly github?: string | undefined;
}

export const sourcesFor = (own: OwnAccounts = {}): readonly Source[] => [
  github(own.github),
  gitlab,
  launchdarkly,
  unleash,
  standard,
];

/** Those of an organisation whose Shipshape has no accounts of its own. */
export const sources: readonly Source[] = sourcesFor();
