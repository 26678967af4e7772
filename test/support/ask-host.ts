/** A request to a host over HTTP. */
import type { Host } from '../../lib/local/host.ts';

/** Header names of the answer are in lower case. */
export async function askHost({ address }: Pick<Host, 'address'>, method: string, path: string) {
  const answer = await fetch(`${address}${path}`, { method, redirect: 'manual' });
  const headers: Record<string, string> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}
