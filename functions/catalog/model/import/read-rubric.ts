/** The rubric, which is one record: its categories are read one by one, and so is each of its other parts. */
import * as z from 'zod';
import { id } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { fitted, readRecords } from './read-records.ts';
import { categoryRecord, processRules, type RubricRecord } from './records.ts';
import { type Complain, entriesOf, tidy } from './tidy.ts';

/** The most categories that the fact which publishes them can hold. */
const MAX_CATEGORIES = 1000;

const shape = lazy(() => z.object({ version: id(), categories: z.unknown(), ...processRules().shape }));
const parts = lazy(() => z.looseObject({}));

/** Reads a rubric; undefined when there is none, or none with a version. A part that does not fit is left out. */
export function readRubric(value: unknown, complain: Complain): RubricRecord | undefined {
  if (value == null) return undefined;
  const file = fitted(parts(), tidy(shape(), value, [], complain), [], complain);
  if (file === undefined) return undefined;
  const part = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    fitted(schema, file[name], [name], complain);
  // Also of a rubric without a version: all that is wrong is said at once.
  const version = part('version', id());
  const at = ['categories'];
  const categories = readRecords(categoryRecord(), file.categories, at, complain, MAX_CATEGORIES);
  if (entriesOf(file.categories ?? {})?.length === 0) complain(at, 'must hold at least one category');
  const { reviews, cadence, launches, timeZone } = processRules().shape;
  const rules = {
    reviews: part('reviews', reviews),
    cadence: part('cadence', cadence),
    launches: part('launches', launches),
    timeZone: part('timeZone', timeZone),
  };
  return version === undefined ? undefined : { version, categories, ...rules };
}
