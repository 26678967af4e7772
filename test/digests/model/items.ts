/** Items of digests, each with what matters to a test and the rest as usual. */
import type {
  CadenceItem,
  ChangedFeature,
  ChangedGrade,
  ComingRelease,
  ComingUp,
  Correction,
  OpenReview,
  ShippedProject,
  SilentProject,
  UnverifiedRecord,
} from '../../../functions/digests/model/model.ts';

const sort = { feature: 'sort', title: 'Sort', team: 'search' };
const rank = { project: 'rank', title: 'Ranking', team: 'search', release: '5.3', train: 'server' };

export const silentItem = (more: Partial<SilentProject> = {}): SilentProject => ({
  ...rank,
  verdict: 'shipped-nothing',
  because: 'no change or shipment in the window',
  streak: 1,
  ...more,
});
export const exemptItem = (more: Partial<SilentProject> = {}): SilentProject =>
  silentItem({ verdict: 'exempt', because: 'exempt by team:directors: a rewrite', streak: 0, ...more });
export const shippedItem = (more: Partial<ShippedProject> = {}): ShippedProject => ({
  ...rank,
  verdict: 'shipped-on',
  what: [],
  more: 0,
  ...more,
});
export const releaseItem = (more: Partial<ComingRelease> = {}): ComingRelease => ({
  release: '5.4',
  train: 'server',
  cutAt: '2024-04-16T14:00:00.000Z',
  isOverdue: false,
  projects: 3,
  atRisk: 0,
  named: [],
  ...more,
});
export const featureItem = (more: Partial<ChangedFeature> = {}): ChangedFeature => ({
  ...sort,
  change: 'new',
  to: 'Beta',
  ...more,
});
export const gradeItem = (more: Partial<ChangedGrade> = {}): ChangedGrade => ({
  ...sort,
  from: { earned: 1, of: 6 },
  to: { earned: 2, of: 6 },
  stars: [],
  ...more,
});
export const unverifiedItem = (more: Partial<UnverifiedRecord> = {}): UnverifiedRecord => ({
  entity: 'feature:sort',
  title: 'Sort',
  team: 'search',
  lastSeenAt: '2024-01-05T00:00:00.000Z',
  ...more,
});
export const reviewItem = (more: Partial<OpenReview> = {}): OpenReview => ({
  review: 'blog',
  subject: 'Search contexts',
  changeClass: 'Blog post',
  team: 'search',
  state: 'waiting',
  turn: 'reviewers',
  ...more,
});
export const comingItem = (more: Partial<ComingUp> = {}): ComingUp => ({
  kind: 'launch',
  ...sort,
  text: 'L1: Brief press',
  isOverdue: false,
  ...more,
});
export const stepItem = (more: Partial<CadenceItem> = {}): CadenceItem => ({
  team: 'search',
  step: 'okr',
  title: 'Progress on OKRs',
  period: '2024-W12',
  state: 'overdue',
  partners: [],
  ...more,
});
export const correctionItem = (more: Partial<Correction> = {}): Correction => ({
  period: '2024-02',
  entity: 'project:rank',
  title: 'Ranking',
  text: 'it shipped after all',
  ...more,
});
