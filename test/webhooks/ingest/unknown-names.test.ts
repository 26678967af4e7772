import { expect, it } from '@jest/globals';
import { unknownNames } from '../../../functions/webhooks/ingest/unknown-names.ts';
import { accepted, change, started } from '../../support/facts.ts';
import { store as record } from '../../support/store.ts';
import { counting } from '../../support/stores/counting.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

it('looks for a name until it is registered', async () => {
  const table = counting(openInMemory());
  const gets = () => table.take().get('get')?.calls ?? 0;
  const named = [accepted(change('rnk', '2024-01-02')), accepted(change('rank', '2024-01-02'))];
  const unknown = 'project rnk is registered by nobody, did you mean rank?';
  await record(table, [started('rank')]);
  expect((await unknownNames(table, named)).words).toEqual([unknown]);
  expect((await unknownNames(table, named)).words).toEqual([unknown]);
  await record(table, [started('rnk')]);
  expect((await unknownNames(table, named)).words).toEqual([]);
  gets();
  expect((await unknownNames(table, named)).words).toEqual([]);
  expect(gets()).toBe(0);
});
