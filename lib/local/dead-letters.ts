/**
 * `/api/dead-letters`: what this host gave up, without what is in it; trying it again, and dropping it. On AWS it is in SQS, so
 * these are addresses of the host itself, and not of a function.
 */
import * as z from 'zod';
import { json, problem } from '../../functions/kernel/http/answers.ts';
import type { GaveUp } from '../../functions/kernel/model/gave-up.ts';
import type { Served } from './api-gateway.ts';
import type { DeadLetter } from './inbox.ts';
import { holdsToken } from './own-token.ts';

export const DEAD_LETTERS = '/api/dead-letters';

interface DeadLettersSurroundings {
  readonly token: () => string;
  list(): readonly DeadLetter[];
  /** @returns how many; once it resolves, they survive a crash */
  retry(ids: readonly number[]): Promise<number>;
  drop(ids: readonly number[]): Promise<number>;
}

/** A dead letter as it is shown. */
export const shown = ({ body, ...letter }: DeadLetter): GaveUp => ({ ...letter, event: eventIn(body) });

const event = z.object({ 'detail-type': z.string(), detail: z.object({ id: z.string() }) });

function eventIn(body: string): string {
  try {
    const { 'detail-type': type, detail } = event.parse(JSON.parse(body));
    return `${type} ${detail.id}`;
  } catch {
    return 'something that is not an event';
  }
}

const asked = z.object({
  headers: z.object({ authorization: z.string().optional() }),
  body: z.string().default(''),
});
const chosen = z.object({ ids: z.array(z.int().nonnegative()).min(1) });

export function deadLetterRoutes({ token, list, retry, drop }: DeadLettersSurroundings): readonly Served[] {
  const guarded = (answer: (body: string) => unknown) => async (request: unknown) => {
    const { headers, body } = asked.parse(request);
    if (!holdsToken(headers.authorization, token()))
      return failure(401, 'UNAUTHORIZED', 'This address takes the token of this Shipshape.');
    return answer(body);
  };
  const onChosen = (deed: (ids: readonly number[]) => Promise<number>) =>
    guarded(async (body) => {
      const { data } = chosen.safeParse(parsed(body));
      if (data === undefined)
        return failure(400, 'BODY_INVALID', 'The body names dead letters: {"ids": [1, 2]}.');
      return json({ count: await deed(data.ids) });
    });
  return [
    {
      route: { method: 'GET', path: DEAD_LETTERS },
      invoke: guarded(() => json({ deadLetters: list().map(shown) })),
    },
    { route: { method: 'POST', path: `${DEAD_LETTERS}/retry` }, invoke: onChosen(retry) },
    { route: { method: 'POST', path: `${DEAD_LETTERS}/drop` }, invoke: onChosen(drop) },
  ];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const failure = (status: number, code: string, message: string) => problem({ status, code, message });
