/** The announcements that people are notified of: the wiring, the channels' topics and the words all derive from this list. */
import { DigestReady } from './announcements/digest-ready.ts';
import { GradeChanged } from './announcements/grade-changed.ts';
import { MaturityChanged } from './announcements/maturity-changed.ts';
import { ProjectCleared } from './announcements/project-cleared.ts';
import { ProjectFlagged } from './announcements/project-flagged.ts';
import { ProjectWarned } from './announcements/project-warned.ts';
import { ReviewLapsed } from './announcements/review-lapsed.ts';
import { ReviewReminded } from './announcements/review-reminded.ts';

export const notices = [
  DigestReady,
  ProjectFlagged,
  ProjectCleared,
  ProjectWarned,
  MaturityChanged,
  GradeChanged,
  ReviewReminded,
  ReviewLapsed,
] as const;

/** An announcement that people are notified of; its `type` tells which fields its `detail` has. */
export type Notice = ReturnType<(typeof notices)[number]['read']>;

/**
 * Reads an announcement.
 * @returns `undefined` for one that nobody is notified of
 * @throws {z.ZodError} when its detail does not fit its contract
 */
export const readNotice = (type: string, detail: unknown): Notice | undefined =>
  notices.find((contract) => contract.type === type)?.read(detail);
