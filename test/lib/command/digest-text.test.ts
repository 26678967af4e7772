import { describe, expect, it } from '@jest/globals';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { reviewReport } from '../../../functions/reviews/model/report.ts';
import { digestText } from '../../../lib/command/digests/show-digest.ts';
import { dueText } from '../../../lib/command/digests/show-due.ts';
import { DIGEST_FORMATS } from '../../../lib/command/options.ts';
import { aDigest } from '../../digests/model/a-digest.ts';
import { HOSTILE } from '../../digests/model/hostile-texts.ts';

/** Moves the cursor, colours, or turns the text around it. */
const ACTS = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const [record] = aDigest.unverified.items;
const saying = (title: string): Digest => ({
  ...aDigest,
  title,
  unverified: { items: record === undefined ? [] : [{ ...record, title, team: title }], total: 1 },
  actions: [{ text: title, entity: title, confirms: `feature:${title}` }],
});

describe.each(DIGEST_FORMATS)('A digest as %s', (format) => {
  it.each(HOSTILE)('keeps what is in a title from acting on a terminal: %j', (title) => {
    expect(digestText(saying(title), format, 'https://ship.example.com')).not.toMatch(ACTS);
  });

  it('leads to its page, and confirms nothing', () => {
    const text = digestText(aDigest, format, 'https://ship.example.com');
    if (format !== 'json') expect(text).toContain('https://ship.example.com/digests/team~3Asearch/2024-03');
    expect(text).not.toContain('/confirm/');
    expect(text).not.toMatch(/\n$/);
  });
});

it('A digest as JSON means the same, whatever is in it', () => {
  for (const title of HOSTILE)
    expect(JSON.parse(digestText(saying(title), 'json', ''))).toEqual(
      JSON.parse(JSON.stringify(saying(title))),
    );
});

describe('What is due', () => {
  const review = reviewReport.parse({
    review: 'blog-5.4',
    subject: 'Blog post for 5.4',
    changeClass: 'blog-post',
    classTitle: 'Blog post',
    isKnownClass: true,
    team: 'search',
    requestedAt: '2024-03-29T15:00:00.000Z',
    submittedAt: '2024-03-29T15:00:00.000Z',
    state: 'waiting',
    turn: 'reviewers',
    turnSince: '2024-03-29T15:00:00.000Z',
    neverLapses: false,
    timeLeft: '2 full business days and 5 h left',
    reviewers: [],
    others: [],
    stepsOmitted: 0,
  });
  const told = (soFar: Digest, reviews = [review]) => dueText(soFar, reviews, '').join('\n');
  const ofReview = (id: string): Digest => {
    const items = aDigest.reviews.items.slice(0, 1).map((each) => ({ ...each, review: id }));
    return { ...aDigest, reviews: { items, total: 1 } };
  };

  it('leaves out a review that the digest leaves out, because somebody snoozed it', () => {
    expect(told(ofReview('blog-5.4'))).toContain('Blog post for 5.4 (blog-5.4)');
    expect(told(ofReview('another'))).not.toContain('Blog post for 5.4 (blog-5.4)');
  });

  it('gives commands that are one word for a shell, whatever an id holds', () => {
    const confirms = (audience: string, what: string) =>
      told({ ...aDigest, audience, actions: [{ text: 'Do it.', confirms: what }] }, [])
        .split('\n')
        .at(-1);
    expect(confirms('team:search', 'all')).toBe('To confirm: `confirm --team search --all`');
    expect(confirms('team:search', 'step:okr:2024-Q1')).toBe(
      'To confirm: `confirm --team search --step okr --period 2024-Q1`',
    );
    expect(confirms('team:search', 'feature:step:1')).toBe('To confirm: `confirm feature:step:1`');
    expect(confirms("team:it's $(me)", 'all')).toBe("To confirm: `confirm --team 'it'\\''s $(me)' --all`");
    expect(confirms('team:-x', 'all')).toBe("To confirm: `confirm --team '-x' --all`");
    expect(confirms('all', 'all')).not.toContain('To confirm');
  });

  it('says so where there is nothing', () => {
    const empty = { items: [], total: 0 };
    const quiet = {
      ...aDigest,
      reviews: empty,
      releases: empty,
      upcoming: empty,
      unverified: empty,
      cadence: empty,
      actions: [],
    };
    expect(told(quiet, [])).toMatch(/^Due: Search, March 2024\n=+\n\nNothing is due\.\n/);
  });
});
