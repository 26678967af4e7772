/** The announcements that people are notified of: the wiring, the topics of channels and the wording derive from this list. */
import { ChannelTested } from './announcements/channel.ts';
import { DigestReady } from './announcements/digest.ts';
import { GradeChanged, MaturityChanged } from './announcements/feature.ts';
import { ReviewLapsed, ReviewReminded } from './announcements/review.ts';
import { ProjectCleared, ProjectFlagged, ProjectWarned } from './announcements/verdict.ts';

export const notices = [
  DigestReady,
  ProjectFlagged,
  ProjectCleared,
  ProjectWarned,
  MaturityChanged,
  GradeChanged,
  ReviewReminded,
  ReviewLapsed,
  ChannelTested,
] as const;

/** An announcement that people are notified of; its `type` tells which fields its `detail` has. */
export type Notice = ReturnType<(typeof notices)[number]['read']>;

/** `undefined` for another announcement. @throws {z.ZodError} when the detail does not fit the contract */
export const readNotice = (type: string, detail: unknown): Notice | undefined =>
  notices.find((contract) => contract.type === type)?.read(detail);
