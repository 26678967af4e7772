/** The context that LaunchDarkly's integration framework gives to an integration's template. */
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import { milliseconds } from '../reading/moments.ts';
import { key } from '../reading/names.ts';
import { eventName, ignored, reading } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { common, turned, verbSays } from './turned.ts';

const verb = lazy(() => z.object({ verbKind: z.string(), titleVerb: z.string().optional() }));

const context = lazy(() =>
  z.object({
    ...common(),
    timestamp: z.object({ milliseconds: milliseconds() }),
    key: key(),
    project: z.object({ key: key(), environment: z.object({ key: key() }) }),
  }),
);

/**
 * It does not hold the flag itself, so only turning the targeting on or off says something of the default: what is
 * served to everyone then is not told, and `on` means that the flag is no longer switched off.
 */
export const readContext = (payload: unknown): ParseResult =>
  reading('flag', verb, payload, ({ verbKind, titleVerb }) => {
    const event = `flag ${eventName(verbKind)}`;
    const isOn = verbKind === 'updateOn' ? verbSays(titleVerb) : undefined;
    if (isOn === undefined) return ignored(event, 'it does not say what users get by default');
    return reading(event, context, payload, (told) => {
      const { key: project, environment } = told.project;
      const place = { project, environment: environment.key, flag: told.key };
      return turned(event, { ...told, at: told.timestamp.milliseconds }, place, isOn);
    });
  });
