import { describe, expect, test } from '@jest/globals';
import { publicDigest } from '../../../../functions/digests/model/excerpts.ts';
import type { Digest } from '../../../../functions/digests/model/model.ts';
import { only } from '../../../../functions/digests/model/sections.ts';
import { outlineOf } from '../../../../functions/digests/model/words/outline.ts';
import { type Line, wordsOf } from '../../../../functions/outline/line.ts';
import { aDigest, aQuietDigest, someLinks } from '../a-digest.ts';

const outline = (changes: Partial<Digest>, from = aDigest) => outlineOf({ ...from, ...changes }, someLinks);
const words = (lines: readonly Line[]) => lines.map(wordsOf);
const block = (name: string, digest = aDigest, links = someLinks) => {
  const found = outlineOf(digest, links).blocks.find((one) => one.name === name);
  return found && { ...found, lines: words(found.lines) };
};
const [silent] = aDigest.silent.items;
const NONE = { items: [], total: 0 };

describe('The subject of a digest', () => {
  test('says what is in it, the most important first', () => {
    expect(outline({}).subject).toBe(
      'Search, March 2024: 2 projects shipped nothing, Windows support is at risk for 5.4',
    );
  });

  test('names a project that alone shipped nothing, with its streak', () => {
    const alone = { items: silent === undefined ? [] : [silent], total: 1 };
    expect(outline({ silent: alone, unverified: NONE }).subject).toBe(
      'Search, March 2024: Autoscaling shipped nothing in 5.3, the 3rd release in a row; Windows support is at risk for 5.4',
    );
  });

  test('does not count who did not have to ship as flagged', () => {
    const excused = aDigest.silent.items.filter(({ verdict }) => verdict === 'exempt');
    const { subject, blocks } = outline({ silent: { items: excused, total: 1 } });
    expect(subject).not.toContain('shipped nothing');
    expect(blocks.map(({ heading }) => heading)).toContain('Did not have to ship');
  });

  test('says “at least” where more than are kept may be flagged', () => {
    expect(outline({ silent: { ...aDigest.silent, total: 40 } }).subject).toContain(
      'at least 2 projects shipped nothing',
    );
  });

  test('counts a project once that shipped nothing in two releases', () => {
    const items = ['5.2', '5.3'].flatMap((release) => (silent === undefined ? [] : { ...silent, release }));
    expect(outline({ silent: { items, total: 2 } }).subject).toContain('Autoscaling shipped nothing');
  });
});

describe('The first sentence of a digest', () => {
  test('names who shipped nothing, and for how long', () => {
    expect(words(outline({}).lead)).toEqual([
      'In March 2024, 2 projects shipped nothing: Autoscaling (3 releases in a row) and Windows support; Windows support is at risk for 5.4; nobody verified 12 records.',
    ]);
  });

  test('says that nothing happened when nothing happened', () => {
    const { lead, subject, blocks } = outlineOf(aQuietDigest, someLinks);
    expect(words(lead)).toEqual(['Nothing in March 2024 needs attention.']);
    expect(subject).toBe('Search, March 2024: nothing needs attention');
    expect(blocks).toEqual([]);
  });

  test('says that nobody verified, and never that there is nothing to do, where that is all there is', () => {
    const { lead } = outline({ unverified: aDigest.unverified }, aQuietDigest);
    expect(words(lead)).toEqual(['In March 2024, nobody verified 12 records.']);
  });

  test('does not make news of a step that is due in its time', () => {
    const due = aDigest.cadence.items.filter(({ state }) => state !== 'overdue');
    const { lead, blocks } = outline({ cadence: { items: due, total: due.length } }, aQuietDigest);
    expect(words(lead)).toEqual(['Nothing in March 2024 needs attention.']);
    expect(blocks.map(({ name }) => name)).toEqual(['cadence']);
  });

  test('names what is alone in its section, because a count of one says nothing', () => {
    const alone = (
      name: 'grades' | 'reviews' | 'corrections' | 'upcoming' | 'cadence' | 'shipped',
      at = 0,
    ) => {
      const item = aDigest[name].items[at];
      return words(outline({ [name]: { items: [item], total: 1 } }, aQuietDigest).lead);
    };
    expect([
      alone('upcoming'),
      alone('upcoming', 1),
      alone('cadence'),
      alone('reviews'),
      alone('reviews', 2),
      alone('grades'),
      alone('corrections'),
      alone('shipped'),
    ]).toEqual([
      ['In March 2024, Search jobs has an overdue launch task.'],
      ['In March 2024, Symbol search has a feature flag that can be removed.'],
      ['In March 2024, Strategy page for March 2024 is overdue.'],
      ['In March 2024, Blog post for 5.4 waits for an answer.'],
      ['In March 2024, Talk at a conference is no longer blocking.'],
      ['In March 2024, Code search has 5 of 6 stars.'],
      ['In March 2024, Ranking has a correction.'],
      ['In March 2024, Code search shipped.'],
    ]);
  });

  test('is followed by why the manager gets it, when it escalates', () => {
    expect(words(outline({ escalates: true, ignored: 2 }).lead)[1]).toBe(
      'The 2 digests before this one asked for something, and nothing was done: the manager gets this one, too.',
    );
  });
});

describe('A section of a digest', () => {
  test('says who shipped nothing with the streak and the reason, and who did not have to', () => {
    expect(block('silent')?.lines).toEqual([
      'Autoscaling in 5.3, the 3rd release in a row: no change or shipment in the window.',
      'Windows support in 5.3: no change or shipment in the window, and what it had shipped was withdrawn.',
      'Index rewrite did not have to ship in 5.3: exempt by team:directors: a rewrite that lands in one piece in 5.4.',
    ]);
  });

  test('says what shipped, how, and how much more there is', () => {
    expect(block('shipped')?.lines).toEqual([
      'Code search in 5.3, on by default: Search results rank by symbol, Faster regular expressions and 5 more.',
      'Ranking in 5.3, behind a feature flag: Learned ranking.',
    ]);
  });

  test('says what became of features and of their stars, and the next star within reach', () => {
    expect(block('features')?.lines).toEqual([
      'Search jobs is new (Experimental).',
      'Symbol search went from Beta to GA.',
      'Query builder is deprecated now (GA before).',
    ]);
    expect(block('grades')?.lines).toEqual([
      'Code search has 5 of 6 stars, 4 of 6 before. Documentation is earned now (team docs decides: granted by team:docs on 2024-03-12). Next within reach is Security; team security could grant it: ask for a threat model review.',
    ]);
  });

  test('says how many days are left to the next release, and what is at risk there', () => {
    expect(block('releases')?.lines).toEqual([
      '5.4 (server): the cut is planned for 16 Apr 2024, in 15 days; 1 of 3 projects is at risk: Windows support (nothing is merged, and half of the cycle is over).',
    ]);
    const [item] = aDigest.releases.items;
    const late = item && {
      ...item,
      cutAt: '2024-03-29T14:00:00.000Z',
      isOverdue: true,
      atRisk: 0,
      named: [],
    };
    const { lead, blocks } = outline({ releases: { items: late ? [late] : [], total: 1 } }, aQuietDigest);
    expect(words(lead)).toEqual(['In March 2024, the planned cut of 5.4 has passed.']);
    expect(words(blocks[0]?.lines ?? [])).toEqual([
      '5.4 (server): the cut was planned for 29 Mar 2024, 3 days ago, and nobody told of it.',
    ]);
  });

  test('says whose turn a review is, until when, and that lapsing is not approval', () => {
    expect(block('reviews')?.lines).toEqual([
      'Blog post for 5.4, blog-post: the reviewers’ turn until Fri 5 Apr 2024, 00:00 Europe/Berlin; from then on it is no longer blocking.',
      'Pricing of search jobs, major-pricing: the author’s turn; the clock stands still.',
      'Talk at a conference, public-talk: no longer blocking since Thu 21 Mar 2024, 00:00 Europe/Berlin, and not approved.',
    ]);
  });

  test('counts the records that nobody verified, and offers one click for each', () => {
    const found = outlineOf(aDigest, someLinks).blocks.find(({ name }) => name === 'unverified');
    expect(found?.heading).toBe('Nobody verified 12 records in March 2024');
    expect(found?.left).toBe(10);
    expect(found?.lines[0]?.at(-1)).toEqual({
      kind: 'link',
      text: 'Still correct?',
      to: 'https://shipshape.example/confirm?what=feature%3Asaved-searches&signed=1',
    });
  });

  test('does not offer a click twice that is one of the actions', () => {
    const actions = [{ text: 'Confirm it', confirms: 'team:search' }];
    const lines = block('unverified', { ...aDigest, actions })?.lines;
    expect(lines?.map((one) => one.includes('Still correct?'))).toEqual([true, false]);
  });

  test('offers no click where confirmations cannot be signed', () => {
    const lines = block('unverified', aDigest, { ...someLinks, confirm: () => undefined })?.lines;
    expect(lines?.[0]).toBe('Saved searches (feature), last looked at on 2 Nov 2023.');
  });

  test('says how much is done against the period before, and lists what is not', () => {
    expect(block('cadence')).toMatchObject({
      heading: '4 of 6 steps done, 5 of 6 the period before; 1 more is due',
      lines: [
        'Strategy page is overdue, with engineering (person:ana), design. Done?',
        'Objectives for the first quarter of 2024 is due. Done?',
      ],
      left: 0,
    });
  });

  test('counts the steps that are due apart from those that are done', () => {
    const cadence = (state: 'done' | 'due', title: string) =>
      aDigest.cadence.items.slice(0, 1).map((step) => ({ ...step, state, title }));
    const heading = (done: number, ...steps: readonly ReturnType<typeof cadence>[]) => {
      const items = steps.flat();
      const digest = {
        cadence: { items, total: items.length },
        completion: { done, of: done },
        completionBefore: undefined,
      };
      return outline(digest).blocks.find(({ name }) => name === 'cadence')?.heading;
    };
    expect(heading(1, cadence('due', 'OKRs'), cadence('done', 'Roadmap'))).toBe(
      '1 of 1 step done; 1 more is due',
    );
    expect(heading(0, cadence('due', 'OKRs'), cadence('due', 'Roadmap'))).toBe('2 steps are due');
    expect(heading(1, cadence('done', 'Roadmap'))).toBe('1 of 1 step done');
  });

  test('offers no click for steps in a digest of several teams, and names the teams', () => {
    expect(block('cadence', { ...aDigest, audience: 'all' })?.lines[0]).toBe(
      'Strategy page (search) is overdue, with engineering (person:ana), design.',
    );
  });

  test('names no people where the digest is for everyone', () => {
    expect(JSON.stringify(outlineOf(publicDigest(aDigest), someLinks))).not.toContain('ana');
  });
});

describe('A line of a digest', () => {
  test('names the team once where a title is its id', () => {
    const [feature] = aDigest.features.items;
    const named = (title: string) =>
      block('features', {
        ...aDigest,
        audience: 'all',
        features: { items: feature === undefined ? [] : [{ ...feature, title }], total: 1 },
      })?.lines;
    expect(named('Search jobs')).toEqual(['Search jobs (search) is new (Experimental).']);
    expect(named('search')).toEqual(['search is new (Experimental).']);
  });
});

describe('An outline', () => {
  test('speaks only of what a channel is about', () => {
    const { blocks, trend, actions, subject } = outlineOf(only(aDigest, ['features']), someLinks);
    expect(blocks.map(({ name }) => name)).toEqual(['features']);
    expect({ trend, actions }).toEqual({ trend: [], actions: [] });
    expect(subject).toBe('Search, March 2024: 3 features are new or changed');
  });

  test('leads to what confirms an action in one click', () => {
    expect(outline({}).actions[1]).toEqual({
      text: 'Confirm that the 12 records of Search are still correct',
      to: 'https://shipshape.example/confirm?what=all&signed=1',
    });
  });

  test('draws the trend as text, with a dot for a period in which there was nothing to judge', () => {
    expect(words(outline({}).trend)).toEqual([
      'Share of projects that shipped, October 2023 to March 2024: ▂▃·▇▅▃, now 2 of 4',
      'Share of steps done, October 2023 to March 2024: ▂▃▇▅▅▅',
    ]);
  });

  test('has no trend after a single period', () => {
    expect(outline({ trend: aDigest.trend.slice(-1) }).trend).toEqual([]);
  });

  test('leads nowhere where it has no address', () => {
    const { page, footer, actions } = outlineOf(aDigest, { page: '', confirm: () => 'javascript:alert(1)' });
    expect(page).toBeUndefined();
    expect(JSON.stringify({ footer, actions })).not.toMatch(/"link"|javascript/);
    expect(words(footer)).toEqual([
      '2 items that somebody snoozed are left out.',
      'Made on Mon 1 Apr 2024, 08:00 Europe/Berlin.',
    ]);
  });

  test('leads to pages by path within our own pages', () => {
    expect(
      outlineOf(aDigest, { page: '/digests/team~3Asearch/2024-03', confirm: () => undefined }).page,
    ).toBe('/digests/team~3Asearch/2024-03');
  });
});
