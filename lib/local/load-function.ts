/** Loads the functions of the wiring as the modules they are: none before it is needed, for each takes its time. */
import type { Handler } from './local-function.ts';

/** By the function's name, as in the wiring. */
const MODULES: Readonly<Record<string, () => Promise<object>>> = {
  attribute: () => import('../../functions/webhooks/attribute/handler.ts'),
  check: () => import('../../functions/verdicts/check/handler.ts'),
  clock: () => import('../../functions/clock/handler.ts'),
  digest: () => import('../../functions/digests/digest/handler.ts'),
  grade: () => import('../../functions/grades/grade/handler.ts'),
  ingest: () => import('../../functions/webhooks/ingest/handler.ts'),
  notify: () => import('../../functions/notifications/notify/handler.ts'),
  reconcile: () => import('../../functions/webhooks/reconcile/handler.ts'),
  record: () => import('../../functions/catalog/record/handler.ts'),
  /** Its pages are TSX, which Node knows once `tsx.ts` is loaded. */
  web: () => import('../../functions/site/web/handler.ts'),
};

class FunctionUnknownError extends Error {
  override readonly name = 'FunctionUnknownError';
}

/** @throws {FunctionUnknownError} when no module of ours has a handler for it */
export async function loadFunction(name: string): Promise<Handler> {
  const loaded = await MODULES[name]?.();
  const handler: unknown = loaded && Reflect.get(loaded, 'handler');
  if (typeof handler !== 'function')
    throw new FunctionUnknownError(`No module is known for the function ${name}.`);
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}
