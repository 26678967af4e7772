/** Feeds as feed readers see them: an entry is the same for ever, and what was corrected is another entry. */
import { describe, expect, it } from '@jest/globals';
import { feedAddress } from '../../../functions/kernel/model/addresses.ts';
import { newTable } from '../../support/calls.ts';
import { digestsOn } from '../../support/digests.ts';
import { change, cut, type Entry, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { askerOf, webOn } from '../../verdicts/pages/asking.ts';
import { NOW } from '../../verdicts/pages/world.ts';

async function hostWith(...entries: readonly Entry[]) {
  const table = newTable();
  await pipelineOn(table, NOW).tellTogether(entries);
  return { ...askerOf(webOn(table)), table, tell: pipelineOn(table, NOW).tell };
}

const partOf = (xml: string, name: string) =>
  new RegExp(`<${name}[^>]*>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(xml)?.[1];

const entriesIn = (xml: string) =>
  [...xml.matchAll(/<entry>(.*?)<\/entry>/gs)].map(([, entry = '']) => ({
    id: partOf(entry, 'id'),
    title: partOf(entry, 'title'),
    updated: partOf(entry, 'updated'),
    about: partOf(entry, 'summary'),
  }));

const titlesIn = (xml: string) => entriesIn(xml).map(({ title }) => title);

const RUBRIC = fact('RubricPublished', '2024-01-01', {
  rubricVersion: '1',
  categories: [{ category: 'docs', title: 'Docs', team: 'search', policy: 'team', criteria: 'Good.' }],
});

const star = (type: 'StarGranted' | 'StarRevoked', day: string) =>
  fact(type, day, {
    feature: 'sort',
    category: 'docs',
    side: 'team',
    rubricVersion: '1',
    comment: 'Secret.',
  });

describe('The feed of a train', () => {
  it('has what was cut and what came out, newest first, and says each once', async () => {
    const host = await hostWith(
      scheduled('5.1', '2024-05-01'),
      cut('5.1', '2024-05-01'),
      cut('5.1', '2024-05-02'),
      fact('ReleasePublished', '2024-05-20', { release: '5.1' }),
    );
    const { headers, body } = await host.get('/feeds/trains/server.atom');
    expect(headers['Content-Type']).toBe('application/atom+xml; charset=utf-8');
    expect(entriesIn(body)).toMatchObject([
      { title: 'server 5.1 is out', updated: '2024-05-20T00:00:00.000Z' },
      { title: 'server 5.1 was cut', updated: '2024-05-01T00:00:00.000Z' },
    ]);
    expect(partOf(body, 'updated')).toBe('2024-05-20T00:00:00.000Z');
  });

  it('has a correction as a new entry, and leaves those before it as they are', async () => {
    const host = await hostWith(scheduled('5.1', '2024-05-01'), cut('5.1', '2024-05-01'));
    const before = entriesIn((await host.get('/feeds/trains/server.atom')).body);
    await host.tell(
      fact('ReleaseDated', '2024-05-10', { release: '5.1', cutAt: '2024-05-03T00:00:00.000Z' }),
      scheduled('5.1', '2024-06-01', {}, '2024-05-11'),
    );
    const after = entriesIn((await host.get('/feeds/trains/server.atom')).body);
    expect(after.slice(-before.length)).toEqual(before);
    expect(after.slice(0, -before.length)).toMatchObject([
      { title: 'server 5.1 has another day for its cut', about: 'Now planned for 2024-06-01.' },
      { title: 'The dates of server 5.1 were corrected', about: 'It was cut on 2024-05-03.' },
    ]);
  });

  it('has a change that was withdrawn after the cut, and not why or by whom', async () => {
    const host = await hostWith(
      scheduled('5.1', '2024-05-01'),
      started('rank'),
      change('rank', '2024-04-20', {}, 'c1'),
      cut('5.1', '2024-05-01'),
      fact('ChangeWithdrawn', '2024-05-05', {
        change: 'c1',
        project: 'rank',
        reason: 'A secret',
        actor: 'person:ada',
      }),
    );
    for (const which of ['trains/server', 'teams/search', 'all']) {
      const { body } = await host.get(`/feeds/${which}.atom`);
      expect(titlesIn(body)).toEqual([
        'rank in 5.1: a change no longer counts, it was withdrawn',
        'server 5.1 was cut',
      ]);
      expect(body).not.toMatch(/secret|ada/i);
    }
  });

  it('is the same until something happens', async () => {
    const host = await hostWith(scheduled('5.1', '2024-05-01'));
    const first = (await host.get('/feeds/trains/server.atom')).headers.ETag;
    expect(first).toBeDefined();
    expect((await host.get('/feeds/trains/server.atom')).headers.ETag).toBe(first);
    await host.tell(cut('5.1', '2024-05-01'));
    expect((await host.get('/feeds/trains/server.atom')).headers.ETag).not.toBe(first);
  });

  it('has the fifty newest', async () => {
    const days = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2024, 0, 2 + at)).toISOString());
    const host = await hostWith(...days.map((day) => scheduled('5.1', day, {}, day)));
    const entries = entriesIn((await host.get('/feeds/trains/server.atom')).body);
    expect(entries).toHaveLength(50);
    expect(entries[0]?.updated).toBe(days.at(-1));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(50);
  });
});

describe('The feed of a feature', () => {
  it('has its stars, as everybody may see them, in every feed that has it', async () => {
    const host = await hostWith(
      RUBRIC,
      registered('sort', '2024-01-02', { title: 'Sorting' }),
      star('StarGranted', '2024-03-01'),
      star('StarRevoked', '2024-04-01'),
    );
    for (const which of ['features/sort', 'teams/search', 'all']) {
      const { body } = await host.get(`/feeds/${which}.atom`);
      expect(titlesIn(body)).toEqual([
        'Sorting: the star Docs was taken back',
        'Sorting: the star Docs was granted',
      ]);
      expect(body).not.toContain('Secret');
    }
  });

  it('has the same entries when it is renamed', async () => {
    const host = await hostWith(RUBRIC, registered('sort', '2024-01-02'), star('StarGranted', '2024-03-01'));
    const [before] = entriesIn((await host.get('/feeds/features/sort.atom')).body);
    await host.tell(fact('FeatureRenamed', '2024-04-01', { feature: 'sort', to: 'order' }));
    for (const name of ['sort', 'order'])
      expect(entriesIn((await host.get(`/feeds/features/${name}.atom`)).body)).toMatchObject([
        { id: before?.id },
      ]);
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [']]><entry/>', ']]&gt;&lt;entry/&gt;'],
    ['A & B &amp; "C"', 'A &amp; B &amp;amp; "C"'],
    ['a\u0000b\u000bc\ufffe', 'a b c '],
  ])('shows the title %j as text', async (title, written) => {
    const host = await hostWith(
      RUBRIC,
      registered('sort', '2024-01-02', { title }),
      star('StarGranted', '2024-03-01'),
    );
    const { body } = await host.get('/feeds/features/sort.atom');
    expect(titlesIn(body)).toEqual([`${written}: the star Docs was granted`]);
    expect(body).not.toMatch(/<script|<entry\/>/);
  });
});

describe('Feeds', () => {
  it('have the digests of a team, and of everybody', async () => {
    const host = await hostWith(fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search' }));
    await digestsOn(host.table).fire({ schedule: 'monthly', zone: 'UTC' }, NOW);
    expect(titlesIn((await host.get('/feeds/teams/search.atom')).body)).toEqual([
      'Search: the digest of June 2024',
    ]);
    expect(titlesIn((await host.get('/feeds/all.atom')).body)).toEqual([
      'All teams: the digest of June 2024',
    ]);
  });

  it('are named by the pages of what they are about, for people and for programs', async () => {
    const host = await hostWith(
      scheduled('5.1', '2024-05-01'),
      started('rank'),
      registered('sort', '2024-01-02'),
    );
    for (const path of ['trains/server', 'teams/search', 'features/sort']) {
      const { body } = await host.get(`/${path}`);
      expect(body).toMatch(
        new RegExp(`<link rel="alternate" type="application/atom\\+xml"[^>]* href="/feeds/${path}.atom"`),
      );
      expect(body).toContain(`<a href="/feeds/${path}.atom">Feed</a>`);
    }
    for (const path of ['trains/server', 'teams/search'])
      expect((await host.get(`/${path}`)).body).toContain(`<a href="/calendars/${path}.ics">Calendar</a>`);
  });

  it('are there for what is known, and for nothing else', async () => {
    const name = 'a/b #%.';
    const host = await hostWith(started('rank', '2024-01-01', { train: name }));
    expect((await host.get(feedAddress('train', name))).statusCode).toBe(200);
    for (const none of ['trains/none', 'teams/none', 'features/none', 'none'])
      expect([none, (await host.get(`/feeds/${none}.atom`)).statusCode]).toEqual([none, 404]);
    expect((await host.get('/feeds/all.rss')).statusCode).toBe(404);
    expect(titlesIn((await host.get('/feeds/all.atom')).body)).toEqual([]);
  });
});
