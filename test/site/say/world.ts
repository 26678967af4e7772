/** The forms on a store in memory, for people who are signed in: what is said is recorded at once. */
import { http } from '../../../functions/kernel/http/http.ts';
import type { WholeStore } from '../../../functions/kernel/store/store.ts';
import { signInLink } from '../../../functions/site/sign-in/link.ts';
import { signInRoutes } from '../../../functions/site/sign-in/routes.ts';
import { viewerOf } from '../../../functions/site/sign-in/viewer.ts';
import { RAW_ANSWERS, RESOURCES } from '../../../functions/site/web/addresses.ts';
import { failureAnswer } from '../../../functions/site/web/failure-answer.ts';
import { siteRoutes } from '../../../functions/site/web/site.ts';
import { newTable } from '../../support/calls.ts';
import { change, cut, type Entry, fact, registered, scheduled, started } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { onHost } from '../../support/surroundings.ts';
import { type Browser, browserOn, LINKS, type Page, PUBLIC } from '../sign-in/world.ts';

const person = (id: string, fields: Record<string, unknown> = {}) =>
  fact('PersonRegistered', '2024-01-01', { person: id, name: id, email: `${id}@shop.example`, ...fields });

const coming = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Ada manages team search, mo is in it, eve is in another team; rank shipped nothing in 2.0, and 3.0 is to come. */
export const facts = (): Entry[] => [
  person('ada', { teams: ['search'] }),
  person('mo', { teams: ['search'] }),
  person('eve', { teams: ['other'] }),
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', contacts: { pm: 'ada' } }),
  fact('TeamRegistered', '2024-01-01', { team: 'other', title: 'Other' }),
  started('rank'),
  started('crawl'),
  scheduled('server-1.0', '2024-02-01', { releaseVersion: '1.0' }),
  cut('server-1.0', '2024-02-01'),
  scheduled('server-2.0', '2024-03-01', { releaseVersion: '2.0' }),
  cut('server-2.0', '2024-03-01'),
  scheduled('server-3.0', coming(30), { releaseVersion: '3.0' }),
  change('crawl', '2024-02-10', {}, 'github:1:merged:crawl'),
  started('paint'),
  started('sing'),
  change('paint', '2024-02-11', {}, 'github:2:merged:paint'),
  ...['1', '2', '3'].map((each) =>
    scheduled(`train-${each}`, `209${9 - Number(each) + 1}-01-01`, { train: 'other' }),
  ),
  fact('ReleaseScheduled', '2024-02-15', {
    release: 'server-2.5',
    train: 'server',
    kind: 'minor',
    provisional: true,
  }),
  fact('ReleasePublished', '2024-02-15', { release: 'server-2.5' }),
  ...['post', 'talk'].map((review) =>
    fact('ReviewRequested', new Date().toISOString(), {
      review,
      changeClass: 'blog-post',
      subject: 'A post',
      reviewers: ['person:mo'],
      actor: 'person:eve',
    }),
  ),
  registered('sort', '2024-01-02', { project: 'rank', authors: ['person:mo'] }),
  fact('ChannelRegistered', '2024-01-01', {
    channel: 'search-news',
    kind: 'slack',
    audience: 'team:search',
    about: ['digest'],
  }),
  fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [{ category: 'docs', title: 'Docs', team: 'search', policy: 'team', criteria: 'There are.' }],
  }),
];

export interface SayWorld {
  readonly table: WholeStore;
  record(entries: readonly Entry[]): Promise<void>;
  /** A browser in which somebody is signed in. */
  signedIn(id: string): Promise<Browser>;
  stranger(): Browser;
}

export async function newSayWorld(): Promise<SayWorld> {
  const table = newTable();
  await store(table, facts());
  const environment = {
    SHIPSHAPE_SESSION_KEYS: 'the-key-of-sessions-in-this-test',
    SHIPSHAPE_LINKS_KEY: LINKS,
    SHIPSHAPE_URL: PUBLIC,
    SHIPSHAPE_SIGN_IN_LINKS: 'yes',
  };
  const around = () => ({
    store: table,
    now: new Date().toISOString(),
    publish: (facts: readonly { type: string; body: string }[]) =>
      store(
        table,
        facts.map(({ type, body }) => ({
          source: 'shipshape',
          'detail-type': type,
          detail: JSON.parse(body),
        })),
      ),
  });
  const web = onHost(
    http({
      routes: {
        ...signInRoutes,
        ...siteRoutes({ around, viewerOf: (event) => viewerOf(event) }, RESOURCES, RAW_ANSWERS),
      },
      present: (failure, { headers, requestContext }) =>
        failureAnswer(failure, { path: requestContext.http.path, accept: headers.accept }),
    }),
    () => table,
    { environment },
  );
  return {
    table,
    record: (entries) => store(table, entries),
    stranger: () => browserOn(web),
    signedIn: async (id) => {
      const browser = browserOn(web);
      const link = signInLink(LINKS, id, Date.now());
      const { status } = await browser.post(link, {});
      if (status !== 303) throw new Error(`${id} was not signed in: ${status}`);
      return browser;
    },
  };
}

/** What the inputs of the form on a page would send, the last button aside. */
export function formOf({ body }: Pick<Page, 'body'>): Record<string, string> {
  const form = /<form method="post" action="\/say[\s\S]*?<\/form>/.exec(body)?.[0] ?? '';
  const attributes = (tag: string) =>
    Object.fromEntries(
      [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, text(value)]),
    );
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => attributes(tag));
  const areas = [...form.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g)].map(
    ([, tag = '', value = '']) => ({ name: attributes(tag).name ?? '', value: text(value) }),
  );
  const selects = [...form.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, tag = '', options = '']) => ({
      name: attributes(tag).name ?? '',
      value: /<option [^>]*selected[^>]*>/.exec(options)?.[0].replace(/.*value="([^"]*)".*/, '$1') ?? '',
    }),
  );
  return Object.fromEntries(
    [...inputs, ...areas, ...selects].map(({ name = '', value = '' }) => [name, value]),
  );
}

const text = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** What a reader sees, without tags. */
export const seen = ({ body }: Pick<Page, 'body'>): string =>
  text(
    body
      .replace(/^[\s\S]*<main/, '<main')
      .replace(/<footer[\s\S]*/, '')
      .replaceAll(/<[^>]+>/g, ' '),
  ).replaceAll(/\s+/g, ' ');

/** Opens the form of an address, previews it and says it. */
export async function sayOn(
  browser: Browser,
  address: string,
  more: Record<string, string> = {},
): Promise<{ readonly form: Page; readonly preview: Page; readonly said: Page }> {
  const [path = ''] = address.split('?');
  const form = await browser.get(address);
  const preview = await browser.post(path, { ...formOf(form), ...more, step: 'preview' });
  const said = await browser.post(path, { ...formOf(preview), step: 'say' });
  return { form, preview, said };
}

/** The address of the button that takes it back. */
export const undoOf = ({ body }: Pick<Page, 'body'>): string =>
  text(/href="([^"]*)">\s*Undo/.exec(body)?.[1] ?? '');
