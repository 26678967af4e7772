import * as z from 'zod';
import { fact, feature } from '../contract.ts';
import { anyText, id } from '../fields.ts';
import { lazy } from '../lazy.ts';

const value = lazy(() =>
  z.union([anyText(10_000), z.number(), z.boolean(), z.null()], {
    error: 'must be a string, a finite number, true, false or null (unknown)',
  }),
);

/** Something measured or looked up about a feature, for `check` policies: its value under `key` from `occurredAt` on. */
export const FactRecorded = fact(
  'FactRecorded',
  () => ({ feature: id(), key: id(), value: value() }),
  (detail) => [feature(detail.feature)],
);
