/** ISO 8601 durations as people say them. */
import { plural } from '../../outline/plural.ts';

const UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

/** `P90D` is 90 days; what has more than one part is left as it is. */
export function durationWords(duration: string): string {
  const [, count = '', unit = ''] = /^P(\d+)([YMWD])$/.exec(duration) ?? [];
  const name = Object.entries(UNITS).find(([letter]) => letter === unit)?.[1];
  return name === undefined ? duration : plural(Number(count), name);
}
