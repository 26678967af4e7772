/** What a terminal is told when Shipshape has started. */
import { whereIsApiToken } from './api-token.ts';
import { loadDemo } from './demo.ts';
import { demoDigest, makeDemoDigests, newestDigest } from './demo-digest.ts';
import { findings } from './findings.ts';
import type { Host } from './running-host.ts';
import { whichWebhooks } from './webhook-secrets.ts';

/**
 * Loads the demo where the ledger is empty, and says what there is: lines, each as soon as it is known.
 * @param directory the host's data directory; nothing is kept without one
 */
export async function* greeting(
  host: Host,
  directory: string | undefined,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<string> {
  yield whereIsApiToken(directory, environment);
  yield whichWebhooks(host, directory);
  const [isLoaded] = await Promise.all([loadDemo(host), host.warm()]);
  if (isLoaded) yield 'The ledger was empty: it now holds the demo.';
  yield* await findings(host);
  if (isLoaded) await makeDemoDigests(host.store);
  yield* isLoaded ? framed(await demoDigest(host)) : await newestDigest(host);
}

/** With room around it: it is a text of its own. */
const framed = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', ...lines]);
