import { expect, test } from '@jest/globals';
import { foldTrain, trainState } from '../../../functions/catalog/model/train.ts';

test('A train is its name: which releases are on it, its calendar says', () => {
  expect(foldTrain('server')).toEqual({ train: 'server' });
  expect(trainState.parse(foldTrain('server'))).toEqual(foldTrain('server'));
});
