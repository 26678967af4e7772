/** The functions of the wiring on one thread: each with its own settings over a common store and bus, and loaded when it is needed. */
import type { Bus } from '../../functions/kernel/bus/bus.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import type { FunctionWiring } from '../wiring.ts';
import { type Environment, functionEnvironment, type HostEnvironment } from './function-environment.ts';
import { type Handler, LocalFunction } from './local-function.ts';
import type { Time } from './time.ts';

class HandlerMissingError extends Error {
  override readonly name = 'HandlerMissingError';
}

/** Pages are TSX, which Node knows once `tsx.ts` is loaded. @throws {HandlerMissingError} when there is no such module, or no handler in it */
export async function loadFunction({ name, entry }: FunctionWiring): Promise<Handler> {
  const missing = (options?: ErrorOptions) =>
    new HandlerMissingError(`${entry} gives no handler for the function ${name}.`, options);
  const loaded: object = await import(`../../${entry}`).catch((cause: unknown) => {
    throw missing({ cause });
  });
  const handler: unknown = Reflect.get(loaded, 'handler');
  if (typeof handler !== 'function') throw missing();
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

/** Gives the handler of a function, in place of the wiring's own. */
export type StartHandler = (wiring: FunctionWiring, environment: Environment) => Handler;

export interface FunctionSurroundings {
  readonly store: Store;
  readonly bus: Bus;
  readonly host: HostEnvironment;
  readonly time: Time;
  readonly handlers: StartHandler | undefined;
}

/** @throws {SettingUnusableError} */
export const localFunctions = (
  functions: readonly FunctionWiring[],
  { store, bus, host, time, handlers }: FunctionSurroundings,
): readonly LocalFunction[] =>
  functions.map((wiring) => {
    const environment = functionEnvironment(wiring, host);
    const given = handlers?.(wiring, environment);
    const load = given === undefined ? () => loadFunction(wiring) : async () => given;
    return new LocalFunction(wiring, load, { store, bus, environment }, time);
  });
