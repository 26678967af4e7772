/** Pages of grades over a store of their own. */
import type { HttpAnswer } from '../../../functions/kernel/http/answers.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { createWeb, type PrivateApi } from '../../../functions/site/web/app.ts';
import { fixtureReads } from '../../site/fixture/releases.ts';
import { ask } from '../../site/fixture/request.ts';
import { inside } from '../../site/fixture/web.ts';

export const NOW = '2024-08-13T00:00:00.000Z';
export const TOKEN = 'a-token';

/** Asks for an address with its query, as everybody or with the token. */
export function askerOf(table: () => Store) {
  const own: PrivateApi = { ...inside, token: async () => TOKEN };
  return async (address: string, headers: Record<string, string> = {}): Promise<HttpAnswer> => {
    const web = createWeb(fixtureReads(), own, () => ({ store: table(), publish: async () => {}, now: NOW }));
    const { pathname, searchParams } = new URL(address, 'https://shipshape.example');
    return ask(web, pathname, { query: Object.fromEntries(searchParams), headers });
  };
}

export const asInternal = { authorization: `Bearer ${TOKEN}` };

/** The text of a page, without its tags. */
export const textOf = ({ body }: HttpAnswer): string =>
  body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
