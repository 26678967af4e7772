/** The version of this Shipshape, as its package says. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';

export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
