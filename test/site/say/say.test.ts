/** What is stated on pages: previewed as it will be, said under the policy of all ways in, and taken back. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readStates } from '../../../functions/catalog/store/states.ts';
import { ACTIONS } from '../../../functions/site/say/actions.ts';
import { fact } from '../../support/facts.ts';
import type { Browser } from '../sign-in/world.ts';
import { formOf, newSayWorld, type SayWorld, sayOn, seen, undoOf } from './world.ts';

let world: SayWorld;
let ada: Browser;

beforeAll(async () => {
  world = await newSayWorld();
  ada = await world.signedIn('ada');
});

interface Case {
  /** By whom, where not by ada. */
  readonly as?: string;
  /** What is in the address of the form. */
  readonly query: Record<string, string>;
  /** What is typed. */
  readonly typed?: Record<string, string>;
  readonly words: RegExp;
  /** What the preview says that it changes. */
  readonly changes: RegExp;
  /** What is typed to take it back. */
  readonly back?: Record<string, string>;
}

const rank3 = { project: 'rank', release: '3.0' };

/** In this order: each finds what the one before left. */
const CASES: readonly (readonly [action: string, told: Case])[] = [
  [
    'exempt',
    {
      query: { project: 'rank', release: '2.0' },
      typed: { reason: 'An offsite' },
      words: /ada approves the exemption of project rank in server-2\.0: An offsite\./,
      changes: /rank in server-2\.0 Shipped nothing: .* Exempt: exempt: An offsite/,
    },
  ],
  [
    'plan',
    {
      query: rank3,
      words: /states that project rank plans to ship in server-3\.0/,
      changes: /\(1 planned\)/,
    },
  ],
  [
    'ship',
    {
      query: { feature: 'sort', release: '2.0' },
      typed: { exposed: 'on' },
      words: /declares that sort of project rank shipped in server-2\.0, on by default/,
      changes: /Shipped nothing: .* Shipped on by default/,
      back: { reason: 'A slip' },
    },
  ],
  [
    'grant',
    {
      as: 'mo',
      query: { feature: 'sort', category: 'docs' },
      typed: { comment: 'Read them' },
      words: /grants the star docs of sort, for the team/,
      changes: /Stars of sort 0 of 1 1 of 1 Docs .* earned: team search decides: granted by/,
    },
  ],
  [
    'not-applicable',
    {
      as: 'mo',
      query: { feature: 'sort', category: 'docs' },
      typed: { comment: 'No users' },
      words: /says that docs does not apply to sort/,
      changes: /Docs .* not applicable: /,
    },
  ],
  [
    'record',
    {
      as: 'mo',
      query: { feature: 'sort' },
      typed: { key: 'p95_ms', value: '250' },
      words: /records p95_ms of sort: 250/,
      changes: /no verdict, star or date changes/,
    },
  ],
  [
    'withdraw',
    {
      query: { change: 'github:1:merged:crawl', project: 'crawl' },
      typed: { reason: 'Not theirs' },
      words: /withdraws “A change” \(github:1:merged:crawl\) of project crawl: Not theirs/,
      changes: /crawl in server-2\.0 Shipped on by default: .* Shipped nothing: /,
    },
  ],
  [
    'move',
    {
      query: { change: 'github:2:merged:paint', from: 'paint' },
      typed: { project: 'sing' },
      words: /moves “A change” \(github:2:merged:paint\) of project paint to project sing/,
      changes:
        /sing in server-2\.0 Shipped nothing: .* Shipped on by default: .*paint in server-2\.0 Shipped on by default/,
    },
  ],
  [
    'schedule',
    {
      query: { release: 'train-1' },
      typed: { branchCutAt: '2099-01-10' },
      words: /re-dates release train-1 on train other: branch cut 2099-01-10/,
      changes: /Branch cut, as planned 1 Jan 2099 00:00 UTC 10 Jan 2099 23:59 UTC/,
    },
  ],
  [
    'date',
    {
      query: { release: 'train-2' },
      typed: { cutAt: '2024-06-02 10:00' },
      words: /says of release train-2: cut 2024-06-02/,
      changes: /train-2 is to come judged .*Branch cut, as it was nothing known 2 Jun 2024 10:00 UTC/,
    },
  ],
  [
    'cancel',
    {
      query: { release: 'train-3' },
      typed: { reason: 'A mistake' },
      words: /cancels release train-3: A mistake/,
      changes: /train-3 is to come cancelled/,
    },
  ],
  [
    'map-source',
    {
      query: { source: 'github:acme/app' },
      typed: { project: 'crawl' },
      words: /maps github:acme\/app to project crawl/,
      changes: /no verdict, star or date changes/,
    },
  ],
  [
    'mute',
    {
      as: 'mo',
      query: { channel: 'search-news' },
      typed: { until: '2099-01-01' },
      words: /mutes channel search-news until 2099-01-01T23:59:59\.999Z/,
      changes: /Channel search-news sends silent/,
    },
  ],
  [
    'snooze',
    {
      as: 'mo',
      query: { entity: 'feature:sort' },
      typed: { until: '2099-01-01' },
      words: /snoozes feature:sort until 2099-01-01/,
      changes: /no verdict, star or date changes/,
    },
  ],
  [
    'answer-review',
    {
      as: 'mo',
      query: { review: 'post' },
      typed: { answer: 'approve', comment: 'Good' },
      words: /mo approves\./,
      changes: /post waiting answered/,
    },
  ],
  [
    'return-review',
    {
      query: { review: 'talk' },
      words: /ada gives it back to its author/,
      changes: /Whose turn it is reviewers author/,
    },
  ],
];

describe.each(CASES)('%s', (action, { as = 'ada', query, typed, words, changes, back }) => {
  it('is previewed with what it changes, said, and undone', async () => {
    const browser = as === 'ada' ? ada : await world.signedIn(as);
    const { form, preview, said } = await sayOn(
      browser,
      `/say/${action}?${new URLSearchParams(query)}`,
      typed,
    );
    expect(form.status).toBe(200);
    expect(seen(preview)).toMatch(words);
    expect(seen(preview)).toMatch(changes);
    expect({ status: said.status, seen: seen(said) }).toEqual({
      status: 200,
      seen: expect.stringMatching(words),
    });
    const undo = undoOf(said);
    expect(undo).toMatch(/^\/say\//);
    // Said again, it is refused or changes nothing: it is recorded.
    const undone = await sayOn(browser, undo, back);
    expect({ undo, status: undone.said.status, seen: seen(undone.said) }).toEqual({
      undo,
      status: 200,
      seen: expect.stringContaining('It is said'),
    });
  });
});

const OPPOSITES: Readonly<Record<string, string>> = {
  exempt: 'end-exemption',
  plan: 'unplan',
  ship: 'unship',
  grant: 'revoke',
  withdraw: 'reinstate',
  mute: 'unmute',
  snooze: 'unsnooze',
  'map-source': 'unmap-source',
  'answer-review': 'withdraw-answer',
  'return-review': 'resubmit-review',
};
/** What was sent and what was asked cannot be unsaid. */
const NOT_TAKEN_BACK = ['request-review', 'test-channel', 'retry'];

it('asks for a review whose reviewers the catalog knows', async () => {
  const query = {
    review: 'launch',
    class: 'blog-post',
    subject: 'A launch',
    reviewers: 'person:mo, team:other',
  };
  const { preview, said } = await sayOn(ada, `/say/request-review?${new URLSearchParams(query)}`);
  expect(seen(preview)).toMatch(/ada asks person:mo, team:other to review launch/);
  expect(seen(said)).toContain('It is said');
  expect(undoOf(said)).toBe('');
  const again = await sayOn(
    ada,
    `/say/request-review?${new URLSearchParams({ ...query, reviewers: 'person:moo' })}`,
  );
  expect(seen(again.preview)).toMatch(/waits for its reviewers already/);
});

it('has a test sent on a channel, and no message again that was not given up', async () => {
  expect(seen((await sayOn(ada, '/say/test-channel?channel=search-news')).said)).toContain('It is said');
  expect(seen((await sayOn(ada, '/say/retry?message=m-1')).preview)).toMatch(/No message m-1 was given up/);
});

it('plans a release that only a tag tells of, and takes it back by cancelling it', async () => {
  const { preview, said } = await sayOn(ada, '/say/schedule?release=server-2.5');
  expect(seen(preview)).toMatch(/plans release server-2\.5 on train server/);
  expect(seen(preview)).toMatch(/server-2\.5 is waiting, because nobody planned it judged/);
  expect(undoOf(said)).toMatch(/^\/say\/cancel\?release=server-2\.5/);
  expect(seen((await sayOn(ada, undoOf(said))).said)).toContain('It is said');
});

it('has a case for each action that is no opposite of another', () => {
  const opposites = CASES.map(([name]) => OPPOSITES[name] ?? name);
  expect([...new Set([...CASES.map(([name]) => name), ...opposites, ...NOT_TAKEN_BACK])].toSorted()).toEqual(
    [...ACTIONS.keys()].toSorted(),
  );
});

describe('The form', () => {
  it('ties labels and hints to its fields, and needs no script', async () => {
    const { body } = await ada.get('/say/exempt?project=rank');
    expect(body).not.toContain('<script');
    for (const { name } of ACTIONS.get('exempt')?.fields ?? []) {
      expect(body).toContain(`<label for="say-${name}">`);
      expect(body).toMatch(
        new RegExp(`<(input|textarea) id="say-${name}" name="${name}"[^>]*aria-describedby`),
      );
    }
  });

  it('keeps what was typed, and says at the field and on top what is missing', async () => {
    const form = await ada.get('/say/exempt');
    const page = await ada.post('/say/exempt', {
      ...formOf(form),
      project: 'rank',
      release: '3.0',
      step: 'preview',
    });
    expect(page.status).toBe(422);
    expect(formOf(page)).toMatchObject({ project: 'rank', release: '3.0' });
    expect(page.body).toContain('href="#say-reason"');
    expect(page.body).toMatch(/id="say-reason"[^>]*aria-describedby="say-reason-hint say-reason-wrong"/);
  });

  it.each([
    ['/say/exemt', 404, /Did you mean exempt\?/],
    ['/say/exempt?projcet=rank', 400, /projcet is no field of this form, did you mean project\?/],
  ])('%s is answered with %d', async (address, status, words) => {
    const page = await ada.get(address);
    expect({ status: page.status, seen: page.body }).toEqual({ status, seen: expect.stringMatching(words) });
  });

  it('leads who is not signed in to the way in, and says nothing about anything', async () => {
    const page = await world.stranger().get('/say/exempt?project=rank');
    expect({ status: page.status, to: page.location }).toEqual({
      status: 303,
      to: '/sign-in?to=%2Fsay%2Fexempt%3Fproject%3Drank',
    });
  });

  it('leads back to a page of this host alone', async () => {
    const page = await ada.get(`/say/exempt?project=rank&back=${encodeURIComponent('//evil.example/x')}`);
    expect(page.body).not.toMatch(/href="[^"]*evil/);
    expect(formOf(page).back).toBe('/projects/rank');
    expect((await ada.get('/say/exempt?project=rank&back=/releases')).body).toContain('href="/releases"');
  });
});

describe('What may not be said', () => {
  it('is refused with the rule and whom to ask, and nothing is recorded', async () => {
    const eve = await world.signedIn('eve');
    const form = await eve.get('/say/exempt?project=crawl&release=2.0');
    const page = await eve.post('/say/exempt', { ...formOf(form), reason: 'x', step: 'preview' });
    expect({ status: page.status, seen: seen(page) }).toEqual({
      status: 422,
      seen: expect.stringMatching(
        /is for the pm and em of team search.*ask person:ada \(the pm of team search\)/i,
      ),
    });
    expect((await readStates(world.table, 'project', ['crawl'])).get('crawl')?.exemptions).not.toContainEqual(
      expect.objectContaining({ release: 'server-2.0' }),
    );
  });

  it('is refused when a role is taken away while the form is open', async () => {
    const address = '/say/exempt?project=crawl&release=3.0';
    const form = await ada.get(address);
    const preview = await ada.post('/say/exempt', { ...formOf(form), reason: 'x', step: 'preview' });
    expect(preview.status).toBe(200);
    const team = { team: 'search', title: 'Search' };
    const contacts = (pm: string, day: string) =>
      fact('TeamRegistered', day, { ...team, contacts: { pm }, approvers: [] });
    await world.record([contacts('mo', '2024-05-01')]);
    const page = await ada.post('/say/exempt', { ...formOf(preview), step: 'say' });
    expect({ status: page.status, seen: seen(page) }).toEqual({
      status: 422,
      seen: expect.stringMatching(/ask person:mo/),
    });
    await world.record([contacts('ada', '2024-05-02')]);
  });

  it('is shown again in place of being said, when somebody else was faster', async () => {
    const form = await ada.get('/say/exempt?project=paint&release=3.0');
    const preview = await ada.post('/say/exempt', { ...formOf(form), reason: 'x', step: 'preview' });
    await sayOn(ada, '/say/plan?project=paint&release=3.0');
    const again = await ada.post('/say/exempt', { ...formOf(preview), step: 'say' });
    expect({ status: again.status, seen: seen(again) }).toEqual({
      status: 409,
      seen: expect.stringContaining('Something has changed since you looked'),
    });
    const said = await ada.post('/say/exempt', { ...formOf(again), step: 'say' });
    expect(seen(said)).toContain('It is said');
    // Sent twice, it is said once.
    expect((await ada.post('/say/exempt', { ...formOf(again), step: 'say' })).status).toBe(422);
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a site below the same domain', { 'sec-fetch-site': 'same-site' }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['that says neither', {}],
  ])('is nothing that a form %s sends', async (_, headers) => {
    const form = await ada.get('/say/plan?project=rank&release=3.0&feature=sort');
    const page = await ada.post('/say/plan', { ...formOf(form), step: 'preview' }, headers);
    expect(page.status).toBe(403);
    expect((await readStates(world.table, 'project', ['rank'])).get('rank')?.plans).not.toContainEqual(
      expect.objectContaining({ feature: 'sort' }),
    );
  });

  it('is nothing without the token of this very session', async () => {
    const form = await ada.get('/say/plan?project=rank&release=3.0');
    const others = formOf(await (await world.signedIn('mo')).get('/say/plan?project=rank&release=3.0'));
    for (const token of ['', 'forged', others['form-token'] ?? '']) {
      const page = await ada.post('/say/plan', { ...formOf(form), 'form-token': token, step: 'preview' });
      expect({ token, status: page.status }).toEqual({ token, status: 403 });
    }
  });
});

describe('The audit', () => {
  it('says of one entity who said what, when, and by which way, newest first', async () => {
    await sayOn(ada, '/say/plan?project=sing&release=3.0');
    await world.record([
      fact(
        'ExemptionGranted',
        '2024-02-02',
        {
          project: 'sing',
          release: 'server-1.0',
          reason: 'Before anybody could',
          approver: 'person:ada',
          actor: 'person:mo',
        },
        'catalog:exemption:sing',
      ),
    ]);
    const page = seen(await ada.get('/internal/audit?entity=project:sing'));
    expect(page).toMatch(/person:ada Shipment planned project: sing, release: server-3\.0 on a page/);
    expect(page).toMatch(/on a page.* person:mo Exemption granted .* in the files of the catalog/);
    const of = seen(await ada.get('/internal/audit?entity=project:sing&person=mo'));
    expect(of).toContain('Exemption granted');
    expect(of).not.toContain('Shipment planned');
    expect(seen(await ada.get('/internal/audit?entity=&person='))).toContain('Name something');
  });

  it('is for people of the organisation', async () => {
    expect((await world.stranger().get('/internal/audit?entity=project:sing')).status).toBe(303);
  });
});

it('Everything that can be said is in one list, for people and for programs', async () => {
  const page = (await ada.get('/internal/say')).body;
  const { actions } = JSON.parse(
    (await ada.get('/api/v1/internal/say', { accept: 'application/json' })).body,
  );
  expect(actions.map(({ action }: { action: string }) => action)).toEqual([...ACTIONS.keys()]);
  for (const name of ACTIONS.keys()) expect(page).toContain(`href="/say/${name}"`);
});

describe('The buttons on pages', () => {
  it.each([
    ['/projects/rank', '/say/exempt?project=rank'],
    ['/releases/server-3.0', '/say/schedule?release=server-3.0&amp;back=%2Freleases%2Fserver-3.0'],
    ['/features/sort', '/say/grant?feature=sort&amp;category=docs&amp;back=%2Ffeatures%2Fsort'],
    ['/reviews/talk', '/say/answer-review?review=talk&amp;back=%2Freviews%2Ftalk'],
  ])('of %s lead to forms, for who may state something and for nobody else', async (page, form) => {
    const inside = await ada.get(page);
    expect(inside.body).toContain(`href="${form}`);
    expect((await ada.get(form.replaceAll('&amp;', '&'))).status).toBe(200);
    expect((await world.stranger().get(page)).body).not.toContain('/say/');
  });
});
