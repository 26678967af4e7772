/** Finding the route of a path, as an HTTP API does. */
import { addressUnknown, methodUnsupported, RequestRefusedError } from '../../functions/kernel/http/answers.ts';
import type { Route } from '../wiring.ts';

/** A route and the function behind it. */
export interface Served {
  readonly route: Route;
  invoke(event: unknown): Promise<unknown>;
}

export interface Found {
  readonly served: Served;
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /^\{(\w+)\}$/;

/** @param path as it came, percent-encoded. `HEAD` finds what `GET` would. @returns why there is none, where that is so */
export function findRoute(
  routes: readonly Served[],
  method: string,
  path: string,
): Found | RequestRefusedError {
  const segments = decode(path.split('/'));
  if (segments === undefined)
    return new RequestRefusedError(400, 'ADDRESS_MALFORMED', 'The address is not percent-encoded correctly.');
  const here = routes.flatMap((served) => {
    const parameters = match(served.route.path.split('/'), segments);
    return parameters === undefined ? [] : [{ served, parameters }];
  });
  if (here.length === 0) return addressUnknown();
  const wanted = method === 'HEAD' ? 'GET' : method;
  const methods = here.flatMap(({ served: { route } }) =>
    route.method === 'GET' ? ['GET', 'HEAD'] : [route.method],
  );
  return (
    here.find(({ served }) => served.route.method === wanted) ?? methodUnsupported([...new Set(methods)])
  );
}

function decode(segments: readonly string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** A segment is decoded after the path was split: an encoded slash belongs to its parameter. */
function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [at, segment] of segments.entries()) {
    const name = PARAMETER.exec(pattern[at] ?? '')?.[1];
    if (name === undefined ? pattern[at] !== segment : segment === '') return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
}
