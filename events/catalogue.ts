/** Every event there is. What reads, publishes or documents events goes through these two lists. */
import { CheckRequested } from './announcements/check-requested.ts';
import { DerivationRequested } from './announcements/derivation-requested.ts';
import { DigestReady } from './announcements/digest-ready.ts';
import { EventQuarantined } from './announcements/event-quarantined.ts';
import { GradeChanged } from './announcements/grade-changed.ts';
import { GradeRequested } from './announcements/grade-requested.ts';

import { MaturityChanged } from './announcements/maturity-changed.ts';
import { ProjectCleared } from './announcements/project-cleared.ts';
import { ProjectFlagged } from './announcements/project-flagged.ts';
import { ProjectWarned } from './announcements/project-warned.ts';
import { ReleaseChecked } from './announcements/release-checked.ts';
import { ReviewLapsed } from './announcements/review-lapsed.ts';
import { ReviewReminded } from './announcements/review-reminded.ts';
import { SourceMapped } from './announcements/source-mapped.ts';
import { AccountEnrolled } from './facts/account-enrolled.ts';
import { AccountLeft } from './facts/account-left.ts';
import { CadenceCompleted } from './facts/cadence-completed.ts';
import { CalendarPublished } from './facts/calendar-published.ts';
import { ChangeMerged } from './facts/change-merged.ts';
import { ChannelMuted } from './facts/channel-muted.ts';
import { ChannelRegistered } from './facts/channel-registered.ts';
import { EnrollmentClosed } from './facts/enrollment-closed.ts';
import { EnrollmentOpened } from './facts/enrollment-opened.ts';
import { EntitySnoozed } from './facts/entity-snoozed.ts';
import { ExemptionGranted } from './facts/exemption-granted.ts';
import { ExemptionWithdrawn } from './facts/exemption-withdrawn.ts';
import { FactRecorded } from './facts/fact-recorded.ts';
import { FeatureFlagChanged } from './facts/feature-flag-changed.ts';
import { FeatureFlagRegistered } from './facts/feature-flag-registered.ts';
import { FeatureRegistered } from './facts/feature-registered.ts';
import { FeatureRenamed } from './facts/feature-renamed.ts';
import { FeatureRetired } from './facts/feature-retired.ts';
import { FeatureShipped } from './facts/feature-shipped.ts';
import { PersonRegistered } from './facts/person-registered.ts';
import { ProjectEnded } from './facts/project-ended.ts';
import { ProjectPaused } from './facts/project-paused.ts';
import { ProjectResumed } from './facts/project-resumed.ts';
import { ProjectStarted } from './facts/project-started.ts';
import { RecordRetired } from './facts/record-retired.ts';
import { RecordVerified } from './facts/record-verified.ts';
import { ReleaseCancelled } from './facts/release-cancelled.ts';
import { ReleaseCut } from './facts/release-cut.ts';
import { ReleasePublished } from './facts/release-published.ts';
import { ReleaseRenamed } from './facts/release-renamed.ts';
import { ReleaseScheduled } from './facts/release-scheduled.ts';
import { ReviewAnswered } from './facts/review-answered.ts';
import { ReviewRequested } from './facts/review-requested.ts';
import { ReviewResubmitted } from './facts/review-resubmitted.ts';
import { ReviewReturned } from './facts/review-returned.ts';
import { RoadmapPublished } from './facts/roadmap-published.ts';
import { RubricPublished } from './facts/rubric-published.ts';
import { ShipmentPlanned } from './facts/shipment-planned.ts';
import { ShipmentUnplanned } from './facts/shipment-unplanned.ts';
import { ShipmentWithdrawn } from './facts/shipment-withdrawn.ts';
import { SourceRegistered } from './facts/source-registered.ts';
import { StarGranted } from './facts/star-granted.ts';
import { StarNotApplicable } from './facts/star-not-applicable.ts';
import { StarRevoked } from './facts/star-revoked.ts';
import { TeamRegistered } from './facts/team-registered.ts';
import { VocabularyPublished } from './facts/vocabulary-published.ts';

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
  ReleaseCancelled,
  ReleaseRenamed,
  ShipmentPlanned,
  ShipmentUnplanned,
  ChangeMerged,
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
  ExemptionGranted,
  ExemptionWithdrawn,
  ReviewRequested,
  ReviewAnswered,
  ReviewReturned,
  ReviewResubmitted,
  RecordVerified,
  RecordRetired,
  CadenceCompleted,
  EnrollmentOpened,
  EnrollmentClosed,
  AccountEnrolled,
  AccountLeft,
  ChannelRegistered,
  ChannelMuted,
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
  SourceMapped,
  EventQuarantined,
] as const;

/** Any fact; its `type` tells which fields its `detail` has. */
export type Fact = ReturnType<(typeof facts)[number]['read']>;

/** Any announcement; its `type` tells which fields its `detail` has. */
export type Announcement = ReturnType<(typeof announcements)[number]['read']>;
