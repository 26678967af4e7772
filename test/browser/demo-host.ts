/** Hosts in memory for the tests of pages: with the demo, with hostile texts, and with nothing. */
import { startHost, type Host } from '../../lib/local/host.ts';
import { functions } from '../../lib/wiring.ts';
import { loadDemo, makeDemoDigests } from '../../lib/local/demo.ts';

/** So many pages as a test asks for are never too many. */
const throttle = { perSecond: 10_000, atOnce: 10_000 };
const unthrottled = functions.map(({ routes = [], ...wiring }) => ({
  ...wiring,
  ...(routes.length > 0 && { routes: routes.map((route) => ({ ...route, throttle })) }),
}));

export const emptyHost = (): Promise<Host> =>
  startHost({ functions: unthrottled, environment: {}, log: () => {}, clock: false });

export async function demoHost(): Promise<Host> {
  const host = await emptyHost();
  await loadDemo(host);
  await makeDemoDigests(host.store);
  return host;
}
