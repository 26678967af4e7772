/** The senders there are. A new one is a file beside this one, an entry here, and its name in `SENDERS`. */
import { configcat } from './configcat.ts';
import { forgejo, gitea, github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { launchdarkly } from './launchdarkly.ts';
import { posthog } from './posthog.ts';
import type { Source } from './source.ts';
import { standard } from './standard.ts';
import { unleash } from './unleash.ts';

export const sources: readonly Source[] = [
  github,
  gitlab,
  forgejo,
  gitea,
  launchdarkly,
  unleash,
  posthog,
  configcat,
  standard,
];
