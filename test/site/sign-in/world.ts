/** The addresses of signing in on a store in memory, and a browser that keeps cookies as browsers do. */
import { json } from '../../../functions/kernel/http/answers.ts';
import { http } from '../../../functions/kernel/http/http.ts';
import type { WholeStore } from '../../../functions/kernel/store/store.ts';
import { takesForm } from '../../../functions/site/sign-in/forms.ts';
import { signInRoutes } from '../../../functions/site/sign-in/routes.ts';
import { typedBefore } from '../../../functions/site/sign-in/typed.ts';
import { viewerOf } from '../../../functions/site/sign-in/viewer.ts';
import { failureAnswer } from '../../../functions/site/web/failure-answer.ts';
import { newTable } from '../../support/calls.ts';
import { fact } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { onHost } from '../../support/surroundings.ts';
import { ask } from '../fixture/request.ts';

export const HOST = 'shipshape.example';
export const PUBLIC = `https://${HOST}`;
export const LINKS = 'the-key-of-links-in-this-test';
export const CLIENT = 'shipshape';

export const registered = (person: string, fields: Record<string, unknown> = {}) =>
  fact(
    'PersonRegistered',
    '2024-01-01',
    { person, name: person, email: `${person}@shop.example`, ...fields },
    `registers ${person} ${JSON.stringify(fields)}`,
  );

export interface World {
  readonly table: WholeStore;
  readonly environment: Record<string, string>;
  readonly said: string[];
  browser(): Browser;
}

export interface Browser {
  readonly jar: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form as a page of ours does, unless the headers say otherwise. */
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  /** Follows redirects within this host. */
  follow(page: Page): Promise<Page>;
}

export interface Page {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly cookies: readonly string[];
  readonly location: string;
}

/** @param environment over that of a host where links sign in */
export async function newWorld(environment: Record<string, string> = {}): Promise<World> {
  const table = newTable();
  await store(table, [registered('mira'), registered('ben')]);
  const settings: Record<string, string> = {
    SHIPSHAPE_SESSION_KEYS: 'the-key-of-sessions-in-this-test',
    SHIPSHAPE_API_TOKEN: 'the-token-of-the-host',
    SHIPSHAPE_LINKS_KEY: LINKS,
    SHIPSHAPE_URL: PUBLIC,
    SHIPSHAPE_SIGN_IN_LINKS: 'yes',
    ...environment,
  };
  const said: string[] = [];
  const web = onHost(
    http({
      routes: {
        ...signInRoutes,
        'GET /who': async (event) => json(await viewerOf(event)),
        'GET /form': async (event) => {
          const typed = await typedBefore(event, await viewerOf(event));
          return json(typed === undefined ? null : [...typed]);
        },
        'POST /form': takesForm(
          async (_event, form, { person }) => {
            said.push(`${person.id}: ${form.get('reason')}`);
            return json({ said: form.get('reason') });
          },
          () => '/form?feature=search',
        ),
      },
      present: (failure, { headers, requestContext }) =>
        failureAnswer(failure, { path: requestContext.http.path, accept: headers.accept }),
    }),
    () => table,
    { environment: settings },
  );
  return { table, environment: settings, said, browser: () => browserOn(web) };
}

export function browserOn(web: Parameters<typeof ask>[0]): Browser {
  const jar = new Map<string, string>();
  const send = async (
    method: string,
    address: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<Page> => {
    const [path = '', query = ''] = address.split('?');
    const answer = await ask(web, path, {
      method,
      rawQuery: query,
      query: Object.fromEntries(new URLSearchParams(query)),
      cookies: [...jar].map(([name, value]) => `${name}=${value}`),
      headers: { host: HOST, accept: 'text/html', ...headers },
      ...(body !== undefined && { body }),
    });
    const { cookies = [] } = answer;
    for (const cookie of cookies) keep(jar, cookie);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body,
      cookies,
      location: answer.headers.Location ?? '',
    };
  };
  const get: Browser['get'] = (path, headers = {}) => send('GET', path, undefined, headers);
  return {
    jar,
    get,
    post: (path, form, headers = { 'sec-fetch-site': 'same-origin' }) =>
      send('POST', path, new URLSearchParams(form).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    follow: async (page) => {
      let shown = page;
      while (shown.status === 303 && shown.location.startsWith('/')) shown = await get(shown.location);
      return shown;
    },
  };
}

/** As a browser keeps a `__Host-` cookie, and nothing else. */
function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split('; ');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const said = new Set(attributes.map((attribute) => attribute.toLowerCase()));
  const isKept =
    name.startsWith('__Host-') &&
    ['secure', 'httponly', 'path=/', 'samesite=lax'].every((each) => said.has(each)) &&
    ![...said].some((each) => each.startsWith('domain'));
  if (!isKept) throw new Error(`No browser should have to keep ${cookie}`);
  if (said.has('max-age=0')) jar.delete(name);
  else jar.set(name, value);
}

/** The token of the form on a page. */
export const formTokenOf = ({ body }: Pick<Page, 'body'>): string =>
  /name="form-token" value="([^"]+)"/.exec(body)?.[1] ?? '';
