/** The pages of grades. */
import type { Resources } from '../../site/resource/addresses.ts';

export const GRADE_RESOURCES: Resources = {
  '/api/v1/grades': async () => (await import('./grades.ts')).grades,
  '/api/v1/grades/{feature}': async () => (await import('./grades.ts')).grade,
  '/matrix': async () => (await import('./matrix-page.tsx')).matrix,
  '/reference/rubric': async () => (await import('./rubric-page.tsx')).rubricPage,
  '/features': async () => (await import('./features-page.tsx')).features,
};
