/** What comes up for a feature: tasks before its launch, an experiment that runs on, a flag that can go, its enrolment. */

import type { FeatureState } from '../../catalog/model/feature.ts';
import { retirableFlag } from '../../verdicts/model/retirable-flag.ts';
import { enrollmentNews } from './enrollment-news.ts';
import { experimentRemark } from './experiment.ts';
import type { ComingUp } from './items.ts';
import { tasksFor } from './launch.ts';
import type { FeatureMaterial, FeatureView } from './material.ts';
import type { NamedFeature } from './named-feature.ts';

/** @param state of the feature at the end of the period */
export const comingUp = (
  named: NamedFeature,
  state: FeatureState,
  material: FeatureMaterial,
  view: FeatureView,
): ComingUp[] => [
  ...launchOf(named, state, material, view),
  ...experimentOf(named, material, view),
  ...flagOf(named, state, material, view),
  ...enrollmentNews(named, material.facts, view),
];

function launchOf(
  named: NamedFeature,
  { launchTier }: FeatureState,
  { facts, plannedAt }: FeatureMaterial,
  { tasks, zone, last, ahead }: FeatureView,
): ComingUp[] {
  if (plannedAt === undefined) return [];
  return tasksFor({ ...named, launchTier, facts }, plannedAt, tasks, zone, last)
    .filter(({ isDone, dueAt }) => !isDone && dueAt <= ahead)
    .map(({ text, dueAt, isOverdue, tier }) => ({
      kind: 'launch',
      ...named,
      text: `${tier}: ${text}`,
      dueAt,
      isOverdue,
    }));
}

function experimentOf(
  named: NamedFeature,
  { facts, isPlanned }: FeatureMaterial,
  { zone, last, ahead }: FeatureView,
): ComingUp[] {
  const remark = experimentRemark({ facts, isPlanned, zone }, last, ahead);
  return remark === undefined ? [] : [{ kind: 'experiment', ...named, ...remark }];
}

/** Offered once: when the release that it stayed for was cut. */
function flagOf(
  named: NamedFeature,
  state: FeatureState,
  { flagFacts, judged }: FeatureMaterial,
  { from, last }: FeatureView,
): ComingUp[] {
  const found = retirableFlag(state, flagFacts, judged, last);
  const cutAt = judged.find(({ release }) => release === found?.release)?.until;
  if (found === undefined || cutAt === undefined || cutAt < from) return [];
  const text = `feature flag ${found.flag} can be removed, on by default since ${found.release}`;
  return [{ kind: 'flag', ...named, text, isOverdue: false }];
}
