import { LINKS_KEY } from '../../functions/kernel/environment.ts';
import type { MadeSecret } from './made-secret.ts';

/** What the links in messages are signed with. Another one ends all that are out. */
export const linksKey: MadeSecret = {
  variable: LINKS_KEY,
  file: 'links-key',
  what: 'the key of links',
};
