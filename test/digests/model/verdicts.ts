/** Verdicts, each with what matters to a test and the rest as usual. */
import type { Evidence, Verdict } from '../../../functions/verdicts/model/verdict.ts';

export const aVerdict = (more: Partial<Verdict> = {}): Verdict => ({
  release: '5.3',
  project: 'rank',
  title: 'Ranking',
  team: 'search',
  verdict: 'shipped-nothing',
  because: 'no change or shipment in the window',
  evidence: [],
  evidenceOmitted: 0,
  timing: { changes: 0 },
  ...more,
});

export const anEvidence = (more: Partial<Evidence> = {}): Evidence => ({
  kind: 'change',
  event: 'one',
  at: '2024-03-05T00:00:00.000Z',
  counts: true,
  because: 'merged without a feature flag',
  ...more,
});
