import { expect, test } from '@jest/globals';
import { foldTrain, trainState } from '../../../functions/domain/train.ts';
import { ordered, releaseCut, releaseScheduled } from './facts.ts';

test('A train knows every release that was ever scheduled on it, each once', () => {
  const facts = [
    releaseScheduled('01-02', { release: '5.2' }),
    releaseScheduled('01-01', { release: '5.10' }),
    releaseScheduled('01-03', { release: '5.2' }),
    releaseCut('01-04', { release: '5.3' }),
  ];
  const state = foldTrain('server', ordered(facts));
  expect(state).toEqual({ train: 'server', releases: ['5.10', '5.2'] });
  expect(trainState.parse(state)).toEqual(state);
});
