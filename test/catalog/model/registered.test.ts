import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { ChannelMuted, ChannelRegistered } from '../../../events/facts/channel.ts';
import { RecordRetired } from '../../../events/facts/record.ts';
import { fold } from '../../../functions/catalog/model/kinds.ts';
import {
  channelState,
  foldChannel,
  foldTrain,
  trainState,
} from '../../../functions/catalog/model/registered.ts';
import { on, ordered } from '../../support/ledger-facts.ts';

let told = 0;
const envelope = (day: string) => {
  told += 1;
  return { version: 1, id: `said-${told}`, occurredAt: on(day) };
};
const registered = (day: string, fields: object = {}) =>
  ChannelRegistered.read({
    ...envelope(day),
    channel: 'news',
    kind: 'slack',
    audience: 'all',
    about: ['digest'],
    ...fields,
  });
const muted = (day: string, until: string) =>
  ChannelMuted.read({ ...envelope(day), channel: 'news', until: on(until) });
const retired = (day: string) => RecordRetired.read({ ...envelope(day), entity: 'channel:news' });
const folded = (...facts: readonly Fact[]) => foldChannel('news', ordered(facts));

describe('A channel', () => {
  test('is what was said of it last, as a whole: nothing stays of the statement before', () => {
    const first = registered('01-01', { kind: 'email', to: 'all@example.com', periods: ['week'] });
    expect(folded(first)).toEqual({
      channel: 'news',
      registration: { at: on('01-01'), isFromFiles: false },
      record: {
        kind: 'email',
        audience: 'all',
        about: ['digest'],
        to: 'all@example.com',
        periods: ['week'],
      },
    });
    expect(folded(first, registered('01-02', { audience: 'team:search' })).record).toEqual({
      kind: 'slack',
      audience: 'team:search',
      about: ['digest'],
    });
  });

  test('is muted until what was said last, sooner or later, also when it is registered again', () => {
    expect(folded(registered('01-01')).mutedUntil).toBeUndefined();
    expect(folded(registered('01-01'), muted('01-02', '03-01')).mutedUntil).toBe(on('03-01'));
    expect(folded(muted('01-02', '03-01'), muted('01-03', '02-01')).mutedUntil).toBe(on('02-01'));
    expect(folded(muted('01-02', '03-01'), registered('01-03')).mutedUntil).toBe(on('03-01'));
  });

  test('has no record where it was only muted, and is in no list', () => {
    expect(folded(muted('01-02', '03-01'))).toEqual({ channel: 'news', mutedUntil: on('03-01') });
    expect(fold({ kind: 'channel', id: 'news' }, [muted('01-02', '03-01')]).listing).toEqual({});
  });

  test('is listed among the channels, by its name and nothing of its addresses', () => {
    const facts = [registered('01-01', { kind: 'email', to: 'all@example.com' })];
    expect(fold({ kind: 'channel', id: 'news' }, facts).listing).toEqual({
      list: 'CHANNELS',
      card: { kind: 'channel', id: 'news' },
    });
  });

  test('is retired until it is registered again', () => {
    expect(folded(registered('01-01'), retired('01-02')).retiredAt).toBe(on('01-02'));
    expect(folded(registered('01-01'), retired('01-02'), registered('01-03')).retiredAt).toBeUndefined();
  });

  test('is the same for the same facts in any order and with repeats, and is read as it was written', () => {
    const anyDay = fc.constantFrom('01-01', '01-02', '02-01', '03-01');
    const anyFact = fc.oneof(
      fc.tuple(anyDay, fc.constantFrom('all', 'teams', 'org:code')).map(([day, audience]) => {
        return registered(day, { audience });
      }),
      fc.tuple(anyDay, anyDay).map(([day, until]) => muted(day, until)),
      anyDay.map(retired),
    );
    const retold = fc
      .array(anyFact, { maxLength: 8 })
      .chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
        ),
      );
    fc.assert(
      fc.property(retold, ([facts, again]) => {
        const state = folded(...facts);
        expect(folded(...again)).toEqual(state);
        expect(channelState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
    );
  });
});

test('A train is its name: which releases are on it, its calendar says', () => {
  expect(foldTrain('server')).toEqual({ train: 'server' });
  expect(trainState.parse(foldTrain('server'))).toEqual(foldTrain('server'));
});
