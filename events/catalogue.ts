/** Every event there is. What reads, publishes or documents events goes through these two lists. */

import { ChannelTested } from './announcements/channel.ts';
import { DigestReady } from './announcements/digest.ts';
import { GradeChanged, MaturityChanged } from './announcements/feature.ts';
import { EventQuarantined } from './announcements/quarantine.ts';
import {
  CheckRequested,
  DerivationRequested,
  GradeRequested,
  SourceMapped,
} from './announcements/requests.ts';
import { ReviewLapsed, ReviewReminded } from './announcements/review.ts';
import { ProjectCleared, ProjectFlagged, ProjectWarned, ReleaseChecked } from './announcements/verdict.ts';
import { AccountRegistered } from './facts/account.ts';
import {
  ChangeMerged,
  ChangeReinstated,
  ChangeReverted,
  ChangeUndecided,
  ChangeWithdrawn,
} from './facts/change.ts';
import { ChannelMuted, ChannelRegistered, ChannelTestRequested, MessageRetried } from './facts/channel.ts';
import { AccountEnrolled, AccountLeft, EnrollmentClosed, EnrollmentOpened } from './facts/enrollment.ts';
import { ExemptionGranted, ExemptionRequested, ExemptionWithdrawn } from './facts/exemption.ts';
import {
  FactRecorded,
  FeatureFlagChanged,
  FeatureFlagRegistered,
  FeatureRegistered,
  FeatureRenamed,
  FeatureRetired,
} from './facts/feature.ts';
import { ProjectEnded, ProjectPaused, ProjectResumed, ProjectStarted } from './facts/project.ts';
import { EntitySnoozed, RecordRetired, RecordVerified } from './facts/record.ts';
import {
  ReleaseCancelled,
  ReleaseCut,
  ReleaseDated,
  ReleasePublished,
  ReleaseRenamed,
  ReleaseScheduled,
} from './facts/release.ts';
import {
  ReviewAnswered,
  ReviewAnswerWithdrawn,
  ReviewRequested,
  ReviewResubmitted,
  ReviewReturned,
} from './facts/review.ts';
import { RubricPublished } from './facts/rubric.ts';
import { FeatureShipped, ShipmentPlanned, ShipmentUnplanned, ShipmentWithdrawn } from './facts/shipment.ts';
import { SourceRegistered } from './facts/source.ts';
import { StarGranted, StarNotApplicable, StarRevoked } from './facts/star.ts';
import {
  CadenceCompleted,
  CalendarPublished,
  PersonRegistered,
  RoadmapPublished,
  TeamRegistered,
} from './facts/team.ts';
import { VocabularyPublished } from './facts/vocabulary.ts';

/** What can happen outside. */
export const facts = [
  TeamRegistered,
  PersonRegistered,
  RoadmapPublished,
  FeatureRegistered,
  FeatureRenamed,
  FeatureRetired,
  ProjectStarted,
  ProjectPaused,
  ProjectResumed,
  ProjectEnded,
  ReleaseScheduled,
  ReleaseCut,
  ReleasePublished,
  ReleaseDated,
  ReleaseCancelled,
  ReleaseRenamed,
  ShipmentPlanned,
  ShipmentUnplanned,
  ChangeMerged,
  ChangeWithdrawn,
  ChangeReinstated,
  ChangeReverted,
  ChangeUndecided,
  FeatureShipped,
  ShipmentWithdrawn,
  FeatureFlagChanged,
  FeatureFlagRegistered,
  StarGranted,
  StarRevoked,
  StarNotApplicable,
  FactRecorded,
  RubricPublished,
  VocabularyPublished,
  CalendarPublished,
  SourceRegistered,
  ExemptionRequested,
  ExemptionGranted,
  ExemptionWithdrawn,
  ReviewRequested,
  ReviewAnswered,
  ReviewAnswerWithdrawn,
  ReviewReturned,
  ReviewResubmitted,
  RecordVerified,
  RecordRetired,
  CadenceCompleted,
  EnrollmentOpened,
  EnrollmentClosed,
  AccountRegistered,
  AccountEnrolled,
  AccountLeft,
  ChannelRegistered,
  ChannelMuted,
  ChannelTestRequested,
  MessageRetried,
  EntitySnoozed,
] as const;

/** What Shipshape can conclude. */
export const announcements = [
  DerivationRequested,
  CheckRequested,
  ReleaseChecked,
  ProjectFlagged,
  ProjectCleared,
  ProjectWarned,
  GradeRequested,
  GradeChanged,
  MaturityChanged,
  ReviewReminded,
  ReviewLapsed,
  DigestReady,
  ChannelTested,
  SourceMapped,
  EventQuarantined,
] as const;

/** Any fact; its `type` tells which fields its `detail` has. */
export type Fact = ReturnType<(typeof facts)[number]['read']>;

/** Any announcement; its `type` tells which fields its `detail` has. */
export type Announcement = ReturnType<(typeof announcements)[number]['read']>;
