import { fact, flag } from '../contract.ts';
import { id, optional, text, webAddress } from '../fields.ts';

/** A feature flag exists, and what is known about it; its default is said by `FeatureFlagChanged`. Said again, it updates the fields it names. */
export const FeatureFlagRegistered = fact(
  'FeatureFlagRegistered',
  () => ({
    flag: id(),
    title: optional(text()),
    team: optional(id()).describe('whose it is'),
    kind: optional(text(100)).describe('what it is for, in the words of who keeps it: beta, ops, experiment'),
    since: optional(text(100)).describe(
      'from when its default holds: a version of a release, in quotes ("16.10"), or a moment',
    ),
    url: optional(webAddress()).describe('where one can read about it'),
  }),
  (detail) => [flag(detail.flag)],
);
