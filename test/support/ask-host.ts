/** A request to a host over HTTP. */
import type { Host } from '../../lib/local/host.ts';

/** Internal pages are asked for with the token. Header names of the answer are in lower case. */
export async function askHost(
  { address, apiToken }: Pick<Host, 'address' | 'apiToken'>,
  method: string,
  path: string,
) {
  const headers = path.startsWith('/internal') ? { authorization: `Bearer ${apiToken}` } : {};
  const answer = await fetch(`${address}${path}`, { method, headers, redirect: 'manual' });
  const given: Record<string, string> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: given, body: await answer.text() };
}
