/** Writes a feed of entries as Atom (RFC 4287): the newest ones, each as it was from the beginning. */
import { Feed } from 'feed';
import type { HttpAnswer } from '../../kernel/http/answers.ts';
import { compare } from '../../kernel/model/facts.ts';
import { plain } from './asked.ts';
import type { FeedEntry } from './entries.ts';

const MAX_ENTRIES = 50;

interface AtomFeed {
  readonly title: string;
  /** Its own address, without the host. */
  readonly address: string;
  /** The page that shows the same. */
  readonly page: string;
  readonly entries: readonly FeedEntry[];
}

/** The feed is as old as its newest entry, so that it is the same until there is another. @param now UTC instant */
export function atomFeed(
  { title, address, page, entries }: AtomFeed,
  origin: string,
  now: string,
): HttpAnswer {
  const newest = entries
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => compare(b.at, a.at) || compare(a.id, b.id))
    .slice(0, MAX_ENTRIES);
  const feed = new Feed({
    id: `urn:shipshape:feed:${address}`,
    title: `${plain(title)} · Shipshape`,
    updated: new Date(newest[0]?.at ?? 0),
    generator: false,
    author: { name: 'Shipshape' },
    link: `${origin}${page}`,
    feed: `${origin}${address}`,
  });
  for (const entry of newest)
    feed.addItem({
      id: entry.id,
      title: asHtml(entry.title),
      link: `${origin}${entry.page}`,
      date: new Date(entry.at),
      ...(entry.about === undefined ? {} : { description: asHtml(entry.about) }),
    });
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
    body: feed.atom1(),
  };
}

/** The texts of entries are HTML for who reads the feed. */
const asHtml = (text: string): string =>
  plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
