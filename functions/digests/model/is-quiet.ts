import type { Sections } from './sections.ts';

/** Whether there is nothing that wants a look. That a step was done, or is due in its time, is no news. */
export function isQuiet({ cadence, ...others }: Sections): boolean {
  const isLate = cadence.items.some(({ state }) => state === 'overdue');
  return !isLate && Object.values(others).every(({ total }) => total === 0);
}
