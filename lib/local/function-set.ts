/** The functions of the wiring on one thread, each with its own settings over a common store and bus. */
import type { Bus } from '../../functions/kernel/bus/bus.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import type { FunctionWiring } from '../wiring.ts';
import { type Environment, functionEnvironment, type HostEnvironment } from './function-environment.ts';
import { loadFunction } from './load-function.ts';
import { type Handler, LocalFunction } from './local-function.ts';
import type { Time } from './time.ts';

/** Gives the handler of a function, in place of the wiring's own. */
export type StartHandler = (name: string, environment: Environment) => Handler;

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
    const given = handlers?.(wiring.name, environment);
    const load = given === undefined ? () => loadFunction(wiring.name) : async () => given;
    return new LocalFunction(wiring, load, { store, bus, environment }, time);
  });
