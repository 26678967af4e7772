import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { project as projectEntity } from '../../../events/contract.ts';
import { trainCalendar } from '../../../functions/catalog/model/calendar.ts';
import { recordFacts } from '../../../functions/catalog/record/record-facts.ts';
import { readCalendar } from '../../../functions/catalog/store/trains.ts';
import { readerOf, tracking } from '../../../functions/kernel/derived/reader.ts';
import { ofRelease, WORK } from '../../../functions/kernel/ledger/parts.ts';
import { partThing } from '../../../functions/kernel/store/keys.ts';
import { judge } from '../../../functions/verdicts/model/judge.ts';
import { outlookOf } from '../../../functions/verdicts/model/outlook.ts';
import { gatherWork } from '../../../functions/verdicts/store/judging-input.ts';
import { projectOutlooks } from '../../../functions/verdicts/store/outlook.ts';
import {
  accepted,
  anyFacts,
  cycle,
  on,
  planned,
  projectStarted,
  releaseCut,
  releaseScheduled,
  releasesOf,
  workOf,
} from '../../support/ledger-facts.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

/** So that there are windows to judge in, and somebody who is judged. */
const usual = [
  projectStarted('02-20', { id: 'start' }),
  ...['5.1', '5.2', '5.3'].flatMap((release, at) => [
    releaseScheduled('01-01', { release, branchCutAt: on(`0${at + 3}-01`), id: `scheduled-${at}` }),
    releaseCut(`0${at + 3}-01`, { release, id: `cut-${at}` }),
  ]),
  releaseScheduled('01-01', { release: '5.4', branchCutAt: on('06-01'), id: 'scheduled-4' }),
  planned('02-20', { release: '5.4', feature: 'sort', id: 'plan' }),
];

describe('What a judgement reads', () => {
  it('is all that it is judged by: it comes to the same as reading everything', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (some) => {
        const facts = [...usual, ...some];
        const store = openInMemory();
        await recordFacts({ table: store, announce: async () => {}, now: on('12-01') }, facts.map(accepted));
        const calendar = await readCalendar(store, 'server');
        expect(calendar.judged).toEqual(
          JSON.parse(JSON.stringify(trainCalendar('server', releasesOf(facts)).judged)),
        );
        for (const each of calendar.judged) {
          const work = await gatherWork(readerOf(store), 'rank', each);
          expect(judge(work, each)).toEqual(judge(workOf(facts), each));
        }
        for (const each of calendar.planned) {
          const view = { now: on('03-20'), zone: 'UTC' };
          const outlooks = await projectOutlooks(store, each, ['rank'], view);
          expect(outlooks).toEqual([outlookOf(workOf(facts), each, view)].flatMap((one) => one ?? []));
        }
        store.close();
      }),
      { numRuns: 150 },
    );
  });

  it('is of its changes those of the window, and what names the release by any of its names', async () => {
    const store = openInMemory();
    const { reader, reads } = tracking(readerOf(store));
    await gatherWork(reader, 'rank', { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] });
    const rank = projectEntity('rank');
    expect(reads()).toEqual(
      expect.arrayContaining([
        { thing: partThing(rank, WORK), after: on('03-01'), until: on('04-01') },
        { thing: partThing(rank, ofRelease('5.2')) },
        { thing: partThing(rank, ofRelease('next')) },
      ]),
    );
    store.close();
  });
});
