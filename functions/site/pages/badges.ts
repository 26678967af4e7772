/** The badges: stars of a feature, the last verdict of a project with its streak, and how far a team is with its month. */
import { readStates } from '../../catalog/store/states.ts';
import { lastDigestPeriod, readDigest } from '../../digests/store/digests.ts';
import { readStored } from '../../grades/model/stored-grade.ts';
import { readGrades } from '../../grades/store/matrix.ts';
import { VERDICT_WORDS, type VerdictWord } from '../../verdicts/model/verdict.ts';
import { readLastVerdict } from '../../verdicts/store/last-verdict.ts';
import { type Badge, badgeAnswer, shareBadge, unknownBadge } from '../resource/badge.ts';

export const featureBadge = badgeAnswer(async (id, { store, now }) => {
  const state = (await readStates(store, 'feature', [id])).get(id);
  const feature = state?.renamedTo ?? id;
  if (state?.retiredAt !== undefined) return { label: 'stars', message: 'retired', tone: 'none' };
  const grade = (await readGrades(store, [feature])).get(feature);
  if (grade === undefined) return unknownBadge('stars');
  const { earned, of } = readStored(grade, now);
  return shareBadge('stars', earned, of);
});

const TONES: Readonly<Record<VerdictWord, Badge['tone']>> = {
  'shipped-on': 'good',
  'shipped-off': 'part',
  'shipped-nothing': 'bad',
  exempt: 'other',
  'not-expected': 'none',
  unknown: 'none',
};

export const projectBadge = badgeAnswer(async (id, { store }) => {
  const last = await readLastVerdict(store, id);
  if (last === undefined) return unknownBadge('last release');
  const { release, verdict, streak } = last;
  const { label } = VERDICT_WORDS[verdict];
  const message = streak > 1 ? `${label}, ${streak} in a row` : label;
  return { label: release, message: message.toLowerCase(), tone: TONES[verdict] };
});

export const teamBadge = badgeAnswer(async (id, { store }) => {
  const audience = `team:${id}`;
  const period = await lastDigestPeriod(store, audience, 'month');
  const digest = period === undefined ? undefined : await readDigest(store, audience, period);
  if (period === undefined || digest === undefined) return unknownBadge('steps done');
  const { done, of } = digest.completion;
  return shareBadge(`steps done in ${period}`, done, of);
});
