import { expect, test } from '@jest/globals';
import { digestJson } from '../../../../functions/digests/model/excerpts.ts';
import { aDigest } from '../a-digest.ts';

test('The JSON of a digest has its keys in order, and nothing that the model does not name', () => {
  const json = digestJson({ ...aDigest, ...{ secret: 'x' } });
  expect(json).not.toContain('secret');
  expect(json.startsWith('{"actions":[')).toBe(true);
  expect(JSON.parse(json)).toEqual(aDigest);
});
