/** The kinds of senders there are. Adding one is adding its file under `sources/`, and its entry here. */
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { launchdarkly } from './launchdarkly.ts';
import type { Source } from './source.ts';
import { standard } from './standard.ts';
import { unleash } from './unleash.ts';

export const sources: readonly Source[] = [github, gitlab, launchdarkly, unleash, standard];
