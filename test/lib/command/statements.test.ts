import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { change, fact, registered, started } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

const AWAY = { SHIPSHAPE_API_TOKEN: 'chosen-by-the-test-for-its-host', TZ: 'Europe/Berlin' };

let host: Host;

/** A command of a person, recorded before its answer is looked at. */
async function say(command: string, ...words: string[]) {
  const ended = await inProcess(AWAY, command, '--url', host.address, ...words);
  await host.idle();
  return ended;
}

async function done(...words: [string, ...string[]]): Promise<string> {
  const { status, out, err } = await say(...words);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

async function refusedWith(...words: [string, ...string[]]): Promise<string> {
  const { status, err } = await say(...words);
  expect(status).toBe(2);
  return err;
}

const answered = async (path: string) => (await fetch(`${host.address}${path}`)).json();

/** The verdict of a project in release 2.0, as programs read it. */
async function verdictOf(project: string) {
  const { projects } = await answered('/api/v1/releases/server-2.0');
  return projects.find((one: { project: string }) => one.project === project);
}

const named = (person: string, teams: string[] = []) =>
  fact('PersonRegistered', '2024-01-01', { person, name: person, accounts: [`github:${person}`], teams });

const channel = (id: string, audience: string) =>
  fact('ChannelRegistered', '2024-01-01', { channel: id, kind: 'slack', audience, about: ['digest'] });

const rubric = (rubricVersion: string, day: string, twoPeople: boolean) =>
  fact('RubricPublished', day, {
    rubricVersion,
    categories: [
      { category: 'docs', title: 'Docs', team: 'search', policy: 'team', criteria: 'There are.' },
      {
        category: 'fast',
        title: 'Fast',
        team: 'search',
        policy: 'check',
        criteria: 'It is.',
        check: 'facts.p95_ms <= 300',
      },
    ],
    approvals: { twoPeople, orgs: { cloud: ['person:kim'] } },
  });

const releases = ['1.0', '2.0', '3.0'].flatMap((version, at) => {
  const release = `server-${version}`;
  const scheduled = { release, train: 'server', kind: 'minor' as const, releaseVersion: version };
  const entries = [fact('ReleaseScheduled', '2024-01-01', scheduled)];
  return at < 2 ? [...entries, fact('ReleaseCut', `2024-0${at + 2}-01`, { release })] : entries;
});

beforeAll(async () => {
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish([
    named('ada'),
    named('grace'),
    named('kim'),
    named('mo', ['search']),
    named('eve', ['other']),
    fact('TeamRegistered', '2024-01-01', {
      team: 'search',
      title: 'Search',
      org: 'cloud',
      contacts: { pm: 'ada', em: 'grace' },
    }),
    started('rank'),
    started('crawl'),
    ...releases,
    registered('sort', '2024-01-02', { project: 'rank' }),
    registered('lazy', '2024-01-02', { project: 'rank', flag: 'lazy-flag' }),
    registered('stray', '2024-01-02'),
    change('crawl', '2024-02-10'),
    rubric('1', '2024-01-01', false),
    channel('news', 'all'),
    channel('search-news', 'team:search'),
    channel('cloud-news', 'org:cloud'),
    fact('ChannelRegistered', '2024-01-01', {
      channel: 'to-pia',
      kind: 'email',
      audience: 'team:search',
      about: ['digest'],
      to: 'pia@example.com',
    }),
    fact('PersonRegistered', '2024-01-01', {
      person: 'pia',
      name: 'Pia',
      email: 'Pia@example.com',
      roles: ['product-director'],
    }),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

describe('exempt', () => {
  it('excuses a project for who may, and taken back it is as if it had not been', async () => {
    const before = await verdictOf('rank');
    expect(before.verdict).toBe('shipped-nothing');
    const out = await done('exempt', 'rank', '2.0', '--reason', 'An offsite', '--as', 'grace');
    expect(out).toBe(
      'grace approves the exemption of project rank in server-2.0: An offsite.\nIt is sent, and recorded in a moment.\n',
    );
    expect(await verdictOf('rank')).toMatchObject({ verdict: 'exempt' });
    expect(await done('exempt', 'rank', '--withdraw', '--as', 'kim')).toMatch(
      /^kim takes back the exemption for project rank in server-2\.0\./,
    );
    expect(await verdictOf('rank')).toEqual(before);
  });

  it.each([
    ['eve', /is for the pm and em of team search, .* ask person:ada \(the pm of team search\), person:grace/],
    ['mo', /its org cloud and the rubric: ask person:ada/],
    ['nobody', /nobody in the catalog is called nobody/],
  ])('says to %s who may not the rule, and whom to ask', async (who, message) => {
    const before = await verdictOf('rank');
    const err = await refusedWith('exempt', 'rank', '2.0', '--reason', 'x', '--as', who);
    expect(err).toMatch(/^Nothing was recorded: /);
    expect(err).toMatch(message);
    expect(await verdictOf('rank')).toEqual(before);
  });

  it('says what it would state, and records nothing, with --dry-run', async () => {
    const before = await verdictOf('rank');
    const out = await done('exempt', 'rank', '2.0', '--reason', 'x', '--as', 'ada', '--dry-run');
    const [words, stated = '', last] = out.trim().split('\n');
    expect(words).toBe('ada approves the exemption of project rank in server-2.0: x.');
    const [type, ...json] = stated.split(' ');
    expect(type).toBe('ExemptionGranted');
    expect(JSON.parse(json.join(' '))).toMatchObject({
      project: 'rank',
      approver: 'person:ada',
      reason: 'x',
    });
    expect(last).toBe('Nothing was recorded: this is a dry run.');
    expect(await verdictOf('rank')).toEqual(before);
  });

  it.each([
    [['ranc', '2.0'], 'Nothing was recorded: nobody has registered a project ranc, did you mean rank?\n'],
    [
      ['rank', '2.O'],
      'Nothing was recorded: train server of project rank has no release 2.O, did you mean 2.0?\n',
    ],
    [
      ['rank', '3.1'],
      'Nothing was recorded: train server of project rank has no release 3.1; to come: server-3.0.\n',
    ],
  ])('names what was probably meant by %j', async (words, message) => {
    expect(await refusedWith('exempt', ...words, '--reason', 'x', '--as', 'ada')).toBe(message);
  });

  it.each([
    [['rank'], /Which releases is it for\?/],
    [['rank', '2.0', '--until', '2199-01-01'], /give one of them/],
    [['rank', '2.0'], /needs its reason/],
    [['rank', '--until', '2024-01-01'], /It has passed/],
    [['rank', '3.0', '--withdraw'], /project rank has no exemption in server-3.0\./],
  ])('does not take %j', async (words, message) => {
    expect(await refusedWith('exempt', ...words, '--as', 'ada')).toMatch(message);
  });

  it('until a day holds to the end of that day where the speaker is', async () => {
    await done('exempt', 'crawl', '--until', '2198-12-31', '--reason', 'A rewrite', '--as', 'ada');
    expect(await refusedWith('exempt', 'crawl', '3.0', '--withdraw', '--as', 'ada')).toMatch(
      /has no exemption in server-3\.0 \(it has one until 2198-12-31T22:59:59\.999Z\)/,
    );
    await done('exempt', 'crawl', '--withdraw', '--as', 'ada');
  });
});

describe('ship', () => {
  it('declares a shipment for anybody in the team, and withdrawn it does not count', async () => {
    expect(await done('ship', 'sort', '2.0', '--as', 'mo')).toMatch(
      /^mo declares that sort of project rank shipped in server-2\.0, on by default\./,
    );
    expect(await verdictOf('rank')).toMatchObject({ verdict: 'shipped-on' });
    expect(
      await refusedWith('ship', 'sort', '2.0', '--withdraw', '--reason', 'It broke', '--as', 'mo'),
    ).toMatch(/taking something back for project rank is for the pm and em/);
    await done('ship', 'sort', '2.0', '--withdraw', '--reason', 'It broke', '--as', 'ada');
    expect(await verdictOf('rank')).toMatchObject({
      verdict: 'shipped-nothing',
      evidence: [expect.objectContaining({ counts: 'no', because: 'it was withdrawn' })],
    });
  });

  it.each([
    [['lazy', '2.0', '--as', 'mo'], /is behind the feature flag lazy-flag: say --on or --off/],
    [['stray', '2.0', '--as', 'mo'], /no project is known for stray/],
    [['sort', '2.0', '--as', 'eve'], /a shipment for project rank is for the people of team search/],
    [['sort', '2.0', '--withdraw', '--as', 'ada'], /needs a reason/],
    [['sort', '2.0', '--on', '--off', '--as', 'ada'], /two different things/],
  ])('does not take %j', async (words, message) => {
    expect(await refusedWith('ship', ...words)).toMatch(message);
  });
});

it('plan says what of it is probably not meant, and takes a version in any spelling', async () => {
  expect(await done('plan', 'rank', '2.00', '--as', 'ada', '--dry-run')).toMatch(
    /plans to ship in server-2\.0\./,
  );
  const late = await done('plan', 'rank', '2.0', '--feature', 'sort', '--as', 'ada');
  expect(late).toMatch(/\nserver-2\.0 was cut on 2024-03-01: a plan for it changes nothing/);
  await done('plan', 'rank', '2.0', '--feature', 'sort', '--withdraw', '--as', 'ada');
  const others = await done('plan', 'crawl', '3.0', '--feature', 'sort', '--as', 'grace');
  expect(others).toMatch(/\nsort is a feature of project rank: if that was a slip, take the plan back\./);
  await done('plan', 'crawl', '3.0', '--feature', 'sort', '--withdraw', '--as', 'grace');
});

it('record says when no rule goes by a key, and when a text looks like a number', async () => {
  expect(await done('record', 'sort', 'p95ms', '250', '--as', 'ada')).toMatch(
    /\nNo rule of the rubric goes by p95ms, did you mean p95_ms\?\n/,
  );
  expect(await done('record', 'sort', 'p95_ms', '250ms', '--as', 'ada')).toMatch(/\np95_ms is a text now/);
  for (const words of [['250'], ['250ms', '--text'], ['fast']])
    expect(await done('record', 'sort', 'p95_ms', ...words, '--as', 'ada')).not.toMatch(/No rule|is a text/);
});

it('plan states a plan once, and takes back only what is planned', async () => {
  expect(await done('plan', 'rank', '3.0', '--feature', 'sort', '--off', '--as', 'ada')).toMatch(
    /^ada states that project rank plans to ship sort in server-3\.0, off-by-default\./,
  );
  const again = await refusedWith('plan', 'rank', '3.0', '--feature', 'sort', '--off', '--as', 'ada');
  expect(again).toMatch(/plans to ship sort in server-3\.0 already/);
  expect(await refusedWith('plan', 'rank', '3.0', '--withdraw', '--as', 'ada')).toMatch(
    /does not plan to ship in server-3\.0 \(it plans to ship sort in server-3\.0\)/,
  );
  await done('plan', 'rank', '3.0', '--feature', 'sort', '--withdraw', '--as', 'ada');
  expect(await refusedWith('plan', 'rank', '3.0', '--feature', 'sort', '--withdraw', '--as', 'ada')).toMatch(
    /does not plan to ship sort in server-3\.0\./,
  );
});

describe('What is said of features, channels and reminders', () => {
  it.each([
    [['record', 'sort', 'p95_ms', '250'], 'ada records p95_ms of sort: 250.'],
    [['record', 'sort', 'p95_ms', '--unknown'], 'ada records that p95_ms of sort is unknown now.'],
    [['enroll', 'sort', 'acc-1', '--stage', 'beta'], 'ada enrols acc-1 in the beta of sort.'],
    [['leave', 'sort', 'acc-1'], 'ada takes back the enrolment of acc-1 in sort.'],
    [['enrollment', 'sort', 'beta', 'open'], 'ada opens the beta of sort.'],
    [['enrollment', 'sort', 'beta', 'close'], 'ada closes the beta of sort.'],
    [['mute', 'news', '--off'], 'ada lets channel news send again.'],
    [['snooze', 'feature:sort', '--off'], 'ada is reminded of feature:sort again.'],
  ])('%j is answered in words', async ([command = '', ...words], said) => {
    expect(await done(command, ...words, '--as', 'ada')).toBe(
      `${said}\nIt is sent, and recorded in a moment.\n`,
    );
  });

  it.each([
    [['record', 'sort', 'p95', '250'], /a recorded fact of feature sort is for the people of team search/],
    [
      ['enroll', 'sort', 'acc-1'],
      /is for the people of team search, those in product, and for the approvers/,
    ],
    [['enrollment', 'sort', 'beta', 'open'], /someone in product or person:kim/],
    [['snooze', 'feature:sort', '--off'], /snoozing feature:? ?sort is for the people of team search/],
    [['snooze', 'team:search', '--off'], /snoozing team search is for the people of team search/],
    [['mute', 'search-news', '--off'], /muting channel search-news is for the people of team search/],
    [['mute', 'cloud-news', '--off'], /is for the people of the teams of org cloud.*: ask person:kim/],
  ])(
    '%j is refused to somebody of another team, with the rule',
    async ([command = '', ...words], message) => {
      expect(await refusedWith(command, ...words, '--as', 'eve')).toMatch(message);
      expect(await done(command, ...words, '--as', 'mo', '--dry-run')).toContain('this is a dry run');
    },
  );

  it('enrolment is also for those in product, and one mutes what goes to oneself', async () => {
    await done('enroll', 'sort', 'acc-1', '--as', 'pia', '--dry-run');
    await done('mute', 'to-pia', '--off', '--as', 'pia', '--dry-run');
    expect(await refusedWith('mute', 'to-pia', '--off', '--as', 'eve')).toMatch(/of team search/);
  });

  it('a review is snoozed by who asked for it and by those who are asked', async () => {
    const asked = { review: 'post', changeClass: 'blog', subject: 'A post', reviewers: ['person:mo'] };
    await host.publish([fact('ReviewRequested', '2024-01-05', { ...asked, actor: 'person:eve' })]);
    await host.idle();
    for (const who of ['mo', 'eve']) await done('snooze', 'review:post', '--off', '--as', who, '--dry-run');
    expect(await refusedWith('snooze', 'review:post', '--off', '--as', 'kim')).toMatch(
      /only for approvers that the rubric names, who asked for it, who is asked/,
    );
  });

  it.each([
    [['record', 'sort', 'p95'], /Give a value, or --unknown/],
    [['record', 'sprt', 'p95', '1'], /registered a feature sprt, did you mean sort\?/],
    [['mute', 'newz', '--off'], /registered a channel newz, did you mean news\?/],
    [['mute', 'news'], /Give --until a moment, or --off/],
    [['snooze', 'project:rank', '--off'], /This is no team:/],
    [['snooze', 'review:gone', '--off'], /nobody requested a review gone/],
  ])('%j is not taken', async ([command = '', ...words], message) => {
    expect(await refusedWith(command, ...words, '--as', 'ada')).toMatch(message);
  });

  it.each([
    ['250', 250],
    ['-0.5', -0.5],
    ['true', true],
    ['1.2.3', '1.2.3'],
  ])('a value written %s is %j', async (word, value) => {
    const out = await done('record', 'sort', 'x', '--as', 'ada', '--dry-run', '--', word);
    expect(out).toContain(`"value":${JSON.stringify(value)}`);
  });
});

describe('Where the rubric wants two people for an exemption', () => {
  beforeAll(async () => {
    await host.publish([rubric('2', '2024-03-01', true)]);
    await host.idle();
  });
  afterAll(async () => {
    await host.publish([rubric('3', '2024-03-02', false)]);
    await host.idle();
  });

  it('one asks, which excuses nothing, and another one approves', async () => {
    const before = await verdictOf('rank');
    expect(await done('exempt', 'rank', '2.0', '--reason', 'An offsite', '--as', 'ada')).toMatch(
      /^ada asks for an exemption of project rank in server-2\.0: An offsite\.\nIt waits for another person/,
    );
    expect(await verdictOf('rank')).toEqual(before);
    expect(await refusedWith('exempt', 'rank', '2.0', '--as', 'ada')).toMatch(
      /nobody approves their own: ask person:grace \(the em of team search\) or person:kim/,
    );
    await done('exempt', 'rank', '2.0', '--as', 'grace');
    expect(await verdictOf('rank')).toMatchObject({ verdict: 'exempt' });
    await done('exempt', 'rank', '--withdraw', '--as', 'ada');
    expect(await verdictOf('rank')).toEqual(before);
  });
});

it('message retry and channel test name what was probably meant', async () => {
  const retry = await inProcess(AWAY, 'message', 'retry', 'msg_1', '--url', host.address, '--as', 'ada');
  expect(retry).toMatchObject({
    status: 2,
    err: 'Nothing was recorded: no message msg_1 was given up, `message list` shows those that were.\n',
  });
  const list = await inProcess(AWAY, 'message', 'list', '--url', host.address);
  expect(list).toMatchObject({ status: 0, out: 'Every message was sent, or is on its way.\n' });
  const unknown = await inProcess(AWAY, 'channel', 'test', 'newz', '--url', host.address, '--as', 'ada');
  expect(unknown.err).toBe(
    'Nothing was recorded: nobody has registered a channel newz, did you mean news?\n',
  );
});
