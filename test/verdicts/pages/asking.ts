/** The function `web` over a store, asked as an API Gateway HTTP API asks it. */
import type { HttpAnswer } from '../../../functions/kernel/http/answers.ts';
import type { HttpHandler } from '../../../functions/kernel/http/http.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { createWeb, type PrivateApi } from '../../../functions/site/web/app.ts';
import { fixtureReads } from '../../site/fixture/releases.ts';
import { ask } from '../../site/fixture/request.ts';
import { inside } from '../../site/fixture/web.ts';
import { words } from '../../site/fixture/words.ts';
import { newTable } from '../../support/calls.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { facts, NOW } from './world.ts';

const TOKEN = 'a-token';

export const webOn = (store: Store, now = NOW): HttpHandler => {
  const own: PrivateApi = { ...inside, token: async () => TOKEN };
  return createWeb(fixtureReads(), own, () => ({ store, publish: async () => {}, now }));
};

/** The world of world.ts, recorded and judged. */
export async function worldTable() {
  const table = newTable();
  await pipelineOn(table, NOW).tellTogether(facts);
  return table;
}

export interface Asker {
  /** The answer to everybody. */
  get(address: string): Promise<HttpAnswer>;
  /** The words that everybody reads there. */
  show(address: string): Promise<string>;
  /** The words that who holds the token reads there. */
  showInside(address: string): Promise<string>;
}

export function askerOf(web: HttpHandler): Asker {
  const get = (address: string, headers: Record<string, string> = {}) => {
    const [path = '/', query] = address.split('?', 2);
    return ask(web, path, { query: Object.fromEntries(new URLSearchParams(query)), headers });
  };
  return {
    get: (address) => get(address),
    show: async (address) => words((await get(address)).body),
    showInside: async (address) => words((await get(address, { authorization: `Bearer ${TOKEN}` })).body),
  };
}
