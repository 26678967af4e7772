/** Channels, roles, and what a rubric says beside its categories: what an import tells of them, and in which words. */
import { describe, expect, test } from '@jest/globals';
import type { RubricRecord } from '../../../../functions/catalog/model/import/records.ts';
import { by, category, channel, knowing, known, person } from './catalogs.ts';
import { stated, words } from './stating.ts';

describe('Channels', () => {
  const news = channel({ kind: 'email', to: 'all@example.com', periods: ['week'] });
  const knows = knowing({ channels: by({ news: known(news) }) });

  test('are registered with all of it whenever a part differs: a field alone would not hold', () => {
    expect(stated(knowing(), { channels: by({ news }) })).toEqual([
      ['ChannelRegistered', { channel: 'news', ...news }],
    ]);
    expect(words(knowing(), { channels: by({ news }) })).toEqual([
      'channel news: new; kind email; audience all; about digest',
    ]);
    expect(stated(knows, { channels: by({ news }) })).toEqual([]);
    const moved = channel({ kind: 'github', repository: 'acme/app', issue: 7, periods: ['week'] });
    expect(stated(knows, { channels: by({ news: moved }) })).toEqual([
      ['ChannelRegistered', { channel: 'news', ...moved }],
    ]);
    expect(words(knows, { channels: by({ news: moved }) })).toEqual([
      'channel news: issue is 7; kind email -> github; repository is acme/app; to is unknown now',
    ]);
  });

  test('are retired when they are missing, and left alone when files do not speak of them', () => {
    expect(stated(knows, { channels: by({}) })).toEqual([
      ['RecordRetired', { entity: 'channel:news', reason: 'no longer in the catalog' }],
    ]);
    expect(stated(knows, {})).toEqual([]);
  });

  test('are registered again when they are back', () => {
    const gone = knowing({ channels: by({ news: known(news, { isGone: true }) }) });
    expect(words(gone, { channels: by({ news }) })).toEqual(['channel news: is back']);
  });
});

test('The roles of a person are stated when they differ', () => {
  const knows = knowing({ people: by({ ada: known(person({ roles: ['marketing'] })) }) });
  expect(stated(knows, { people: by({ ada: person({ roles: ['marketing'] }) }) })).toEqual([]);
  expect(stated(knows, { people: by({ ada: person({ roles: ['product-director'] }) }) })).toEqual([
    ['PersonRegistered', { person: 'ada', name: 'Ada', roles: ['product-director'] }],
  ]);
});

describe('What a rubric says beside its categories', () => {
  const categories = by({ docs: category({}) });
  const before: RubricRecord = {
    version: '1',
    categories,
    reviews: {
      fullBusinessDays: 3,
      classes: [
        { changeClass: 'press', title: 'Press', reviewers: ['marketing'] },
        { changeClass: 'talk', title: 'Talk' },
      ],
    },
    cadence: [
      { step: 'okr', every: 'week', title: 'Progress' },
      { step: 'okr', every: 'quarter', title: 'New ones' },
    ],
    launches: [{ tier: 'L1', task: 'post', title: 'A post', before: 'P14D' }],
    timeZone: 'Europe/Berlin',
  };
  const knows = knowing({ rubric: known(before) });

  test('is published together with them', () => {
    const { version, ...rules } = before;
    expect(stated(knowing(), { rubric: before })).toEqual([
      [
        'RubricPublished',
        { ...rules, rubricVersion: version, categories: [{ category: 'docs', ...category({}) }] },
      ],
    ]);
    expect(stated(knows, { rubric: before })).toEqual([]);
  });

  test('is described part by part where it differs', () => {
    const wanted: RubricRecord = {
      version: '2',
      categories,
      reviews: {
        fullBusinessDays: 5,
        classes: [
          { changeClass: 'press', title: 'Press', reviewers: ['marketing', 'legal'], neverLapses: true },
        ],
      },
      cadence: [
        { step: 'okr', every: 'quarter', title: 'New ones', teams: ['search'] },
        { step: 'roadmap', every: 'quarter', title: 'Roadmap' },
      ],
      launches: [{ tier: 'L1', task: 'post', title: 'A post', before: 'P7D' }],
    };
    expect(words(knows, { rubric: wanted })).toEqual([
      [
        'rubric rubric: version 1 -> 2',
        'reviews.fullBusinessDays 3 -> 5',
        'review press.neverLapses is yes',
        'review press.reviewers marketing -> marketing, legal',
        'review talk is gone',
        'cadence week okr is gone',
        'cadence quarter okr.teams is search',
        'cadence quarter roadmap is new',
        'launch L1 post.before P14D -> P7D',
        'timeZone is unknown now',
      ].join('; '),
    ]);
  });

  test('has an order', () => {
    const turned = { ...before, cadence: before.cadence?.toReversed() };
    expect(words(knows, { rubric: turned })).toEqual(['rubric rubric: in another order']);
  });
});
