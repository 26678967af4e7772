/** What a message tells, in a few words: for lists of messages. */
import type { Told } from './told.ts';

/** `the digest of team:search for 2024-03` */
export function whatOf(told: Told): string {
  switch (told.type) {
    case 'DigestReady':
      return `the digest of ${told.detail.audience} for ${told.detail.period}`;
    case 'ProjectFlagged':
      return `project ${told.detail.project} is flagged in ${told.detail.release}`;
    case 'ProjectCleared':
      return `project ${told.detail.project} is no longer flagged in ${told.detail.release}`;
    case 'ProjectWarned':
      return `project ${told.detail.project} is warned before ${told.detail.release}`;
    case 'MaturityChanged':
      return `feature ${told.detail.feature} is ${told.detail.to} now`;
    case 'GradeChanged':
      return `the grade of feature ${told.detail.feature} changed`;
    case 'ReviewReminded':
      return `review ${told.detail.review} is waiting`;
    case 'ReviewLapsed':
      return `review ${told.detail.review} no longer blocks`;
  }
}
