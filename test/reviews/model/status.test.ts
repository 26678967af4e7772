import { describe, expect, test } from '@jest/globals';
import { publicView } from '../../../events/visibility.ts';
import { weekdaysIn } from '../../../functions/kernel/model/business-days.ts';
import { reviewReport, shownOf, shownReview } from '../../../functions/reviews/model/report.ts';
import { reviewStatus } from '../../../functions/reviews/model/status.ts';
import { answered, around, at, fold, people, requested, resubmitted, returned, stands } from './facts.ts';

/** A Friday; its three days are Monday to Wednesday, up to the midnight that begins the 14th. */
const friday = requested('08T16:00');
const ada = (moment: string) => answered(moment, 'person:ada', 'approve');
const mira = (moment: string) => answered(moment, 'person:mira', 'approve');
const objection = (moment: string, by = 'person:mira') =>
  answered(moment, by, 'object', 'The price is wrong.');

describe('A review that waits', () => {
  test('is its reviewers’ turn, and says how much time is left', () => {
    expect(stands('11T19:00', [friday])).toMatchObject({
      state: 'waiting',
      turn: 'reviewers',
      turnSince: at('08T16:00'),
      lapsesAt: at('14'),
      remindAt: at('13'),
      timeLeft: '2 full business days and 5 h left',
      neverLapses: false,
    });
  });

  test('waits on while one of them has not answered', () => {
    const report = stands('12', [friday, ada('11')]);
    expect(report).toMatchObject({ state: 'waiting', turn: 'reviewers', lapsesAt: at('14') });
    expect(report.reviewers).toEqual([
      { reviewer: 'person:ada', said: { by: 'person:ada', answer: 'approve', at: at('11'), isLate: false } },
      { reviewer: 'person:mira', said: undefined },
    ]);
  });

  test('is not there before it is requested, and what is dated later has not happened', () => {
    expect(reviewStatus(fold(friday), around, at('08'))).toBeUndefined();
    expect(stands('11', [friday, ada('12'), mira('12')])).toMatchObject({ state: 'waiting' });
  });

  test('waits the days of its class, and reminds as the rules say, but not before the request', () => {
    const classes = [{ changeClass: 'blog-post', title: 'Blog', reviewers: [], fullBusinessDays: 5 }];
    const rules = { fullBusinessDays: 3, remindBusinessDays: 2, classes };
    expect(stands('11', [friday], { rules })).toMatchObject({ lapsesAt: at('16'), remindAt: at('14') });
    const early = { ...rules, remindBusinessDays: 9 };
    expect(stands('11', [friday], { rules: early }).remindAt).toBe(at('08T16:00'));
  });
});

describe('A review is answered', () => {
  test('when everybody who was asked has answered and nobody objects', () => {
    expect(stands('13', [friday, ada('11'), mira('12')])).toMatchObject({
      state: 'answered',
      turn: 'nobody',
      turnSince: at('12'),
      timeLeft: 'answered',
    });
    const nothing = answered('12', 'person:mira', 'nothing-to-note');
    expect(stands('13', [friday, ada('11'), nothing])).toMatchObject({ state: 'answered' });
  });

  test('by a person under any of their accounts', () =>
    expect(
      stands('13', [
        friday,
        answered('11', 'github:ADA-L', 'approve'),
        answered('11', 'github:mira', 'comment'),
      ]),
    ).toMatchObject({ state: 'answered' }));

  test.each(['team:marketing', 'person:ada', 'github:ada-l'])(
    'for a team by %s, which it is or is of it',
    (by) => {
      const asked = requested('08T16:00', { reviewers: ['team:marketing'] });
      expect(stands('13', [asked, answered('11', by, 'approve')])).toMatchObject({ state: 'answered' });
    },
  );

  test('not by somebody who was not asked, nor by nobody: those answers are shown beside', () => {
    const report = stands('13', [
      friday,
      ada('11'),
      answered('12', 'person:eve', 'approve'),
      answered('12', undefined, 'approve'),
    ]);
    expect(report).toMatchObject({ state: 'waiting' });
    expect(report.others.map(({ by }) => by)).toEqual(['person:eve', undefined]);
  });

  test('for good: days that pass afterwards use nothing up, also where somebody objects to it then', () => {
    expect(stands('29', [friday, ada('11'), mira('12')])).toMatchObject({
      state: 'answered',
      lapsedAt: undefined,
    });
    expect(stands('29', [friday, ada('11'), mira('12'), objection('28')])).toMatchObject({
      state: 'returned',
      turn: 'author',
      lapsedAt: undefined,
    });
  });
});

describe('While it is the author’s turn', () => {
  test('the clock stands still: a returned review does not lapse', () => {
    expect(stands('29', [friday, returned('12T10:00')])).toMatchObject({
      state: 'returned',
      turn: 'author',
      turnSince: at('12T10:00'),
      timeLeft: 'the clock stands still with 2 full business days left',
    });
    const { lapsesAt, remindAt } = stands('29', [friday, returned('12T10:00')]);
    expect([lapsesAt, remindAt]).toEqual([undefined, undefined]);
  });

  test('an objection does the same, whoever raises it', () => {
    expect(stands('29', [friday, objection('12T10:00')])).toMatchObject({
      state: 'returned',
      turn: 'author',
    });
    expect(stands('29', [friday, objection('12T10:00', 'person:eve')])).toMatchObject({ turn: 'author' });
  });

  test('it is the reviewers’ again when the objection is taken back', () => {
    const facts = [friday, objection('12T10:00'), answered('13T10:00', 'person:mira', 'comment')];
    // Monday was used up; of the two days left, Thursday and Friday.
    expect(stands('14', facts)).toMatchObject({
      state: 'waiting',
      turnSince: at('13T10:00'),
      lapsesAt: at('16'),
    });
  });

  test('what others answer meanwhile is kept, and leaves it the author’s', () =>
    expect(stands('13', [friday, returned('11'), ada('12'), mira('12')])).toMatchObject({
      state: 'returned',
    }));
});

describe('After a resubmission', () => {
  test.each([
    ['in the first, unfinished day uses no day up', '08T18:00', '11T10:00', '15'],
    ['on Tuesday has used Monday up, and nothing of Tuesday', '12T10:00', '18T10:00', '21'],
    ['at the midnight that ends Monday has used it up', '12', '18', '20'],
    ['on the last day leaves one full day', '13T23:00', '15T10:00', '19'],
  ])('a return %s', (_name, back, again, lapses) =>
    expect(
      stands('18T12:00', [friday, returned(back), resubmitted(again)]).lapsedAt ??
        stands('18T12:00', [friday, returned(back), resubmitted(again)]).lapsesAt,
    ).toBe(at(lapses)),
  );

  test('what is left goes on over several returns', () => {
    const facts = [
      friday,
      returned('12T10:00'),
      resubmitted('13T10:00'),
      returned('15T10:00'),
      resubmitted('18T10:00'),
    ];
    // Monday and Thursday were used up: one is left, Tuesday.
    expect(stands('18T12:00', facts)).toMatchObject({
      state: 'waiting',
      lapsesAt: at('20'),
      remindAt: at('19'),
      timeLeft: '1 full business day and 12 h left',
      submittedAt: at('18T10:00'),
    });
  });

  test('everybody is asked again: it is another text, and what was said of the one before is shown', () => {
    const facts = [friday, ada('11'), objection('11T10:00'), resubmitted('12T10:00')];
    const report = stands('12T12:00', facts);
    expect(report).toMatchObject({ state: 'waiting', turn: 'reviewers' });
    expect(report.reviewers.map(({ said }) => said)).toEqual([undefined, undefined]);
    expect(report.others.map(({ answer }) => answer)).toEqual(['approve', 'object']);
    expect(stands('13', [...facts, ada('12T13:00'), mira('12T14:00')])).toMatchObject({ state: 'answered' });
  });
});

describe('When the reviewers’ time is used up', () => {
  test('a review is no longer blocking from that midnight on, and not before', () => {
    expect(stands('13T23:59', [friday])).toMatchObject({ state: 'waiting' });
    expect(stands('14', [friday])).toMatchObject({
      state: 'no-longer-blocking',
      turn: 'nobody',
      turnSince: at('14'),
      lapsedAt: at('14'),
      timeLeft: 'has held nothing up since 2024-03-14',
    });
    const { lapsesAt, remindAt } = stands('14', [friday]);
    expect([lapsesAt, remindAt]).toEqual([undefined, undefined]);
  });

  test('some approvals make no more of it', () =>
    expect(stands('15', [friday, ada('11')])).toMatchObject({ state: 'no-longer-blocking' }));

  test('a later objection is shown, and does not make it block again', () => {
    const report = stands('18', [friday, objection('15')]);
    expect(report).toMatchObject({ state: 'no-longer-blocking', turn: 'nobody' });
    expect(report.reviewers[1]?.said).toMatchObject({ answer: 'object', isLate: true });
  });

  test('a return or a resubmission gives no time back, and a new request does', () => {
    const facts = [friday, returned('14T10:00'), resubmitted('15')];
    expect(stands('18', facts)).toMatchObject({ state: 'no-longer-blocking', lapsedAt: at('14') });
    expect(stands('18T12:00', [...facts, requested('18T10:00')])).toMatchObject({
      state: 'waiting',
      lapsesAt: at('22'),
    });
  });

  test('the answers of all make it answered, late', () => {
    const report = stands('18', [friday, ada('15'), mira('15')]);
    expect(report).toMatchObject({ state: 'answered', lapsedAt: at('14') });
    expect(report.reviewers.every(({ said }) => said?.isLate)).toBe(true);
  });

  test('a return at that very moment comes too late', () =>
    expect(stands('18', [friday, returned('14')])).toMatchObject({ state: 'no-longer-blocking' }));
});

describe('A class', () => {
  test.each(['large-site-update', 'major-press', 'major-pricing-change', 'launch-l1'])(
    '%s never lapses',
    (changeClass) =>
      expect(stands('29', [requested('08', { changeClass })])).toMatchObject({
        state: 'waiting',
        neverLapses: true,
        isKnownClass: true,
        lapsesAt: undefined,
        timeLeft: 'waits until it is answered',
      }),
  );

  test('that never lapses waits for its author, too', () =>
    expect(stands('29', [requested('08', { changeClass: 'major-press' }), returned('11')])).toMatchObject({
      state: 'returned',
      timeLeft: 'waits for its author',
    }));

  test('that nobody named lapses as most do, and is shown as unknown', () =>
    expect(stands('11', [requested('08T16:00', { changeClass: 'podcast' })])).toMatchObject({
      isKnownClass: false,
      classTitle: 'podcast',
      lapsesAt: at('14'),
    }));
});

describe('The calendar of a review', () => {
  const kolkata = weekdaysIn('Asia/Kolkata');
  const newYork = weekdaysIn('America/New_York');
  const lapse = (reviewers: string[], calendars: [string, typeof kolkata][], team = 'search') =>
    stands('11', [requested('08T16:00', { reviewers, team })], {
      calendars: new Map([...around.calendars, ...calendars]),
    }).lapsesAt;

  test('is that of the team that was asked, or whose member was', () => {
    expect(lapse(['team:marketing'], [['marketing', kolkata]])).toBe('2024-03-13T18:30:00.000Z');
    expect(lapse(['person:ada'], [['marketing', kolkata]])).toBe('2024-03-13T18:30:00.000Z');
  });

  test('is that of the team whose communication it is, where the reviewer’s has none; else UTC', () => {
    expect(lapse(['person:mira'], [])).toBe(at('14'));
    expect(lapse(['team:marketing'], [])).toBe(at('14'));
    expect(lapse(['team:marketing'], [], 'nobody')).toBe('2024-03-14T00:00:00.000Z');
  });

  test('is the one that ends last, of several', () => {
    const both: [string, typeof kolkata][] = [
      ['marketing', kolkata],
      ['press', newYork],
    ];
    expect(lapse(['team:marketing', 'team:press'], both)).toBe('2024-03-14T04:00:00.000Z');
    expect(lapse(['team:press', 'team:marketing'], both)).toBe('2024-03-14T04:00:00.000Z');
  });

  test('that ends last decides where another one’s days were used up before a return', () => {
    // Returned on the 14th at 00:30 in Kolkata and at 20:00 of the 13th in Berlin.
    const calendars = new Map([...around.calendars, ['marketing', kolkata]] as const);
    const facts = [
      requested('08T16:00', { reviewers: ['team:marketing', 'person:mira'] }),
      returned('13T20:00'),
    ];
    expect(stands('20', facts, { calendars })).toMatchObject({
      state: 'returned',
      timeLeft: 'the clock stands still with 1 full business day left',
    });
  });
});

describe('What everybody may see of a review', () => {
  test('names nobody, quotes nobody, and does not lead to the draft', () => {
    const url = 'https://example.com/secret-draft';
    const report = stands('12', [
      requested('08T16:00', { url }),
      answered('11', 'person:ada', 'comment', 'Ask Linus.'),
      answered('11', 'github:zoe', 'object', 'Not at all.'),
    ]);
    const shown = publicView(shownReview(), shownOf(report, report.turnSince));
    expect(shown).toMatchObject({
      review: 'blog',
      subject: report.classTitle,
      state: 'returned',
      asked: 2,
      answered: 1,
    });
    const secrets = new RegExp(
      ['Search contexts', ...people.map(({ person }) => person), 'zoe', 'secret', 'Linus', 'Not at all'].join(
        '|',
      ),
      'i',
    );
    expect(JSON.stringify(report)).toMatch(secrets);
    expect(JSON.stringify(shown)).not.toMatch(secrets);
  });

  test('is read again as it is written', () => {
    const report = stands('12', [friday, objection('11')]);
    expect(reviewReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
