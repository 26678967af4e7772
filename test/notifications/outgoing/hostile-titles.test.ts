/** Titles that act somewhere, told as facts: all the way through ledgers and digests to every channel and page, they act nowhere. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { digestAddress } from '../../../functions/kernel/model/addresses.ts';
import { notify } from '../../../functions/notifications/notify/handler.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { HOSTILE } from '../../digests/model/hostile-texts.ts';
import { askHost } from '../../support/ask-host.ts';
import { digestsOn } from '../../support/digests.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { type FakeGithub, startGithub } from '../../support/outgoing/github.ts';
import { type Receiver, startReceiver } from '../../support/outgoing/receiver.ts';
import { type FakeSmtp, readMail, startSmtp } from '../../support/outgoing/smtp.ts';
import { channel, digestReady, flagged, NOON, notifyingOn } from '../world.ts';

/** What facts have no place for is refused before (unit/events/refusals.test.ts). */
const TITLES = HOSTILE.filter((title) => title.trim() !== '' && title.length <= 200);
const teams = TITLES.map((_title, at) => `t${at}`);
const AUDIENCES = [...teams.map((team) => `team:${team}`), 'org:code', 'all'];
const about = ['digest', 'flagged'] as const;
const AT_APP = { kind: 'github', repository: 'acme/app' } as const;

const everywhere = (title: string, at: number) => {
  const team = `t${at}`;
  return [
    fact('TeamRegistered', '2024-01-01', { team, title, org: 'code' }),
    registered(`feature-${at}`, '2024-03-05', { team, title }),
    started(`silent-${at}`, '2024-01-01', { team, title }),
    started(`busy-${at}`, '2024-01-01', { team, title }),
    change(`busy-${at}`, '2024-03-10', { title }),
    fact('ReviewRequested', '2024-03-25', {
      review: `review-${at}`,
      changeClass: 'blog-post',
      subject: title,
      reviewers: ['person:noor'],
      team,
    }),
  ];
};

let host: Host;
let fakes: { slack: Receiver; webhook: Receiver; github: FakeGithub; smtp: FakeSmtp };

beforeAll(async () => {
  host = await startHost({ environment: {}, log: () => {} });
  fakes = {
    slack: await startReceiver(),
    webhook: await startReceiver(),
    github: await startGithub(),
    smtp: await startSmtp(),
  };
  await host.publish([
    scheduled('1.0', '2024-03-28'),
    ...TITLES.flatMap(everywhere),
    ...['teams', 'org:code', 'all'].flatMap((audience, at) => [
      ...(at === 0 ? [channel('search-slack', { audience, about: [...about] })] : []),
      ...(at === 0 ? [channel('search-hook', { kind: 'webhook', audience, about: [...about] })] : []),
      channel(`mail-${at}`, { kind: 'email', audience, to: 'list@acme.example', about: [...about] }),
      channel(`issue-${at}`, { ...AT_APP, issue: 7, audience, about: [...about] }),
      channel(`check-${at}`, { ...AT_APP, ref: 'main', audience, about: [...about] }),
    ]),
  ]);
  await host.idle();
  await host.publish([cut('1.0', '2024-03-28')]);
  await host.idle();
  await digestsOn(host.store).fire({ schedule: 'monthly' }, NOON);
  let minutes = 0;
  const now = () => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
  const notifying = notifyingOn(host.store, fakes, now);
  for (const audience of AUDIENCES) {
    // GitHub takes only so many a minute.
    minutes += 1;
    await notify(notifying, [digestReady({ audience, title: '' })]);
  }
  for (const [at, team] of teams.entries()) {
    minutes += 1;
    const { detail, ...rest } = flagged(`flagged ${at}`, NOON, team);
    await notify(notifying, [{ ...rest, detail: { ...detail, project: `silent-${at}` } }]);
  }
});
afterAll(async () => {
  await host.stop();
  for (const fake of Object.values(fakes)) await fake.close();
});

/** What a reader cannot see, but for the joiners of emoji and the space of no width that renderers put in. */
const UNSEEN = /(?!\u200b|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const unseenIn = (text: string) => text.replaceAll('\n', '').replaceAll('\r', '').match(UNSEEN);

const slackMessage = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      text: z.object({ text: z.string() }).optional(),
      elements: z.array(z.object({ text: z.string() })).optional(),
    }),
  ),
});
/** Links to our pages, and the one that a change is told with. */
const OURS = /<https:\/\/(?:shipshape\.example\/|example\.com\/1)[^\s<>|]*\|([^<>|]*)>/g;

describe('In Slack', () => {
  it('they call nobody, link nowhere and hide nothing', () => {
    expect(fakes.slack.got).toHaveLength(2 * teams.length);
    for (const { body } of fakes.slack.got) {
      const { text, blocks } = slackMessage.parse(JSON.parse(body));
      const texts = blocks.flatMap((block) => [block.text, ...(block.elements ?? [])]);
      const all = [text, ...texts.flatMap((each) => each?.text ?? [])];
      for (const each of all) {
        expect(each.replace(OURS, '$1')).not.toMatch(/[<>]|@[\p{L}\p{N}]/u);
        expect(unseenIn(each)).toBeNull();
      }
    }
    expect(fakes.slack.got.some(({ body }) => body.includes('&lt;!channel&gt;'))).toBe(true);
  });
});

describe('In an e-mail, as a mail server got it,', () => {
  const HEADERS = [
    'from',
    'to',
    'subject',
    'message-id',
    'date',
    'mime-version',
    'auto-submitted',
    'content-type',
  ];

  it('they are one line of a subject, and begin no header and name nobody who gets it', () => {
    expect(fakes.smtp.got.length).toBeGreaterThan(2 * teams.length);
    for (const { to, raw } of fakes.smtp.got) {
      const { headers } = readMail(raw);
      expect(to).toEqual(['list@acme.example']);
      expect([...headers.keys()].toSorted()).toEqual(HEADERS.toSorted());
      for (const values of headers.values()) expect(values).toHaveLength(1);
      expect(headers.get('to')).toEqual(['list@acme.example']);
    }
    const subjects = fakes.smtp.got.flatMap(({ raw }) => readMail(raw).headers.get('subject') ?? []);
    expect(subjects).toContainEqual(expect.stringMatching(/^Search Bcc: everyone@example\.com/));
  });

  it('they are text in both of its parts: no element, no picture, no script', () => {
    for (const { raw } of fakes.smtp.got) {
      const [text, html, ...others] = readMail(raw).parts;
      expect(others).toEqual([]);
      expect(unseenIn(text?.text ?? '\0')).toBeNull();
      expect(unseenIn(html?.text ?? '\0')).toBeNull();
      const tags = (html?.text ?? '').match(/<[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(5);
      for (const tag of tags) {
        expect(tag).not.toMatch(/^<\/?(?:script|img|svg|iframe|object|form|link|base)\b|\son\w+=/i);
        const [, href = 'https://shipshape.example/'] = /\shref="([^"]*)"/.exec(tag) ?? [];
        expect(href).toMatch(/^https:\/\/(?:shipshape\.example\/|example\.com\/1$)/);
      }
    }
  });
});

describe('In a webhook', () => {
  const told = z.object({ type: z.string(), data: z.object({ digest: z.unknown().optional() }) });

  it('they are data: in no header, and where a title is', () => {
    expect(fakes.webhook.got).toHaveLength(2 * teams.length);
    const bodies = fakes.webhook.got.map(({ body }) => told.parse(JSON.parse(body)));
    expect(bodies.filter(({ type }) => type === 'DigestReady')).toHaveLength(teams.length);
    for (const { headers } of fakes.webhook.got)
      expect(JSON.stringify(headers)).not.toMatch(/channel|Bcc|script|javascript|onerror/i);
    expect(JSON.stringify(bodies)).toContain('"title":"<!channel> <@U123> <http://evil.example|x>"');
  });
});

describe('At GitHub', () => {
  const harmless = (markdown: string) => {
    const words = markdown.replace(
      /(?<!\\)\]\(https:\/\/(?:shipshape\.example\/|example\.com\/1)[^\s()<>]*\)/g,
      ']',
    );
    expect(words).not.toMatch(/[<>]|@[\p{L}\p{N}]|[^&]#\d|(?<!\\)\]\(|(?<!\\)!\[|www\.|[^:]:\/\//u);
    expect(unseenIn(words)).toBeNull();
  };

  it('they make no element, no picture and no link, and mention nobody', () => {
    const { comments, checks } = fakes.github;
    expect(comments.length).toBeGreaterThan(2 * teams.length);
    expect(checks.length).toBeGreaterThan(2 * teams.length);
    for (const { body } of comments) {
      const [mark = '', ...rest] = body.split('\n');
      expect(mark).toMatch(/^<!-- shipshape:[0-9a-f]{32} [\dTZ:.-]+ -->$/);
      harmless(rest.join('\n'));
    }
    for (const { output } of checks) {
      harmless(output.summary);
      expect(unseenIn(output.title)).toBeNull();
    }
  });
});

describe('On a page', () => {
  const pages = [
    '/',
    '/releases/1.0',
    '/digests',
    '/reviews',
    '/due',
    '/internal/messages',
    '/internal/quarantine',
    ...teams.map((team) => `/due?team=${team}`),
    ...AUDIENCES.map((audience) => digestAddress(audience, '2024-03')),
  ];

  it('they are text, under a policy that runs nothing', async () => {
    for (const path of pages) {
      const { status, headers, body } = await askHost(host, 'GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(body).not.toMatch(
        /<(?:script|img|iframe|svg on)|<[a-z][^>]*\son\w+=|<a[^>]*\shref="(?![/#]|https:\/\/example\.com\/1")/i,
      );
      expect(headers['content-security-policy'] ?? headers['Content-Security-Policy']).toContain(
        "default-src 'none'",
      );
    }
    const digest = await askHost(host, 'GET', digestAddress('team:t2', '2024-03'));
    expect(digest.body).toContain('&lt;img src=x onerror=alert(1)');
  });
});
