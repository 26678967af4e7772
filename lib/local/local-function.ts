/** The functions of the wiring on this host: each with its own surroundings and settings, within its timeout, and loaded when it is needed. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { EventsNotPublishedError } from '../../functions/kernel/bus/bus.ts';
import { type Pages, StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import { type Surroundings, within } from '../../functions/kernel/surroundings.ts';
import type { FunctionWiring } from '../wiring-shape.ts';
import { type Environment, functionEnvironment, type HostEnvironment } from './function-environment.ts';
import { within as isInTime, type Time } from './time.ts';

/** Without its deprecated callbacks. */
type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

export type Handler = (event: unknown, context: LambdaContext) => unknown;

/** How a function ended. */
export interface Run {
  readonly answer?: unknown;
  /** What it threw, or that it timed out. */
  readonly error?: unknown;
  /** Whether the store or the bus was unavailable meanwhile, so that its failure is not its own. */
  readonly isCutOff: boolean;
}

export class FunctionTimedOutError extends Error {
  override readonly name = 'FunctionTimedOutError';
}

/** Stops what an invocation still does after it has ended: its message may already be processed again. */
class InvocationOverError extends Error {
  override readonly name = 'InvocationOverError';
}

export class LocalFunction {
  readonly wiring: FunctionWiring;
  readonly #load: () => Promise<Handler>;
  readonly #around: Surroundings;
  readonly #time: Time;
  #handler: Promise<Handler> | undefined;

  /** @param load called at the first invocation, and again if it failed */
  constructor(wiring: FunctionWiring, load: () => Promise<Handler>, around: Surroundings, time: Time) {
    this.wiring = wiring;
    this.#load = load;
    this.#around = around;
    this.#time = time;
  }

  /** Loads it before the first invocation. */
  warm(): Promise<unknown> {
    return this.#loaded();
  }

  /** @throws what the function throws, and {FunctionTimedOutError} after `timeoutSeconds` */
  async invoke(event: unknown): Promise<unknown> {
    const { error, answer } = await this.run(event);
    if (error !== undefined) throw error;
    return answer;
  }

  /** The same without throwing. */
  async run(event: unknown): Promise<Run> {
    const invocation = new Invocation(this.#around);
    try {
      const handler = await this.#loaded();
      const answer = await this.#inTime((context) =>
        within(invocation.surroundings, async () => handler(event, context)),
      );
      return { answer, isCutOff: invocation.isCutOff };
    } catch (error) {
      const thrown = error ?? new Error(`${this.wiring.name} threw nothing.`);
      return { error: thrown, isCutOff: invocation.isCutOff };
    } finally {
      invocation.end();
    }
  }

  #loaded(): Promise<Handler> {
    this.#handler ??= this.#load().catch((error: unknown) => {
      this.#handler = undefined;
      throw error;
    });
    return this.#handler;
  }

  async #inTime(work: (context: LambdaContext) => Promise<unknown>): Promise<unknown> {
    const { name, timeoutSeconds } = this.wiring;
    const time = this.#time;
    const until = time.elapsed() + timeoutSeconds * 1000;
    const answer = work(contextOf(this.wiring, () => Math.max(0, until - time.elapsed())));
    if (await isInTime(time, timeoutSeconds * 1000, answer)) return answer;
    throw new FunctionTimedOutError(`${name} did not answer within ${timeoutSeconds} s.`);
  }
}

/** The surroundings of one invocation: they fail once it is over, and know whether the store was unavailable. */
class Invocation {
  readonly surroundings: Surroundings;
  isCutOff = false;
  #isOver = false;

  constructor({ store, bus, environment, gaveUp }: Surroundings) {
    const call = <Result>(work: () => Promise<Result>) => this.#call(work);
    const pages = (read: () => Pages) => this.#pages(read);
    this.surroundings = {
      store: {
        put: (item, guard) => call(() => store.put(item, guard)),
        remove: (key, guard) => call(() => store.remove(key, guard)),
        get: (keys) => call(() => store.get(keys)),
        query: (partition, range) => pages(() => store.query(partition, range)),
        list: (index, partition, range) => pages(() => store.list(index, partition, range)),
      },
      bus: { publish: (entries) => call(() => bus.publish(entries)) },
      environment,
      gaveUp,
    };
  }

  end(): void {
    this.#isOver = true;
  }

  #goOn(): void {
    if (this.#isOver) throw new InvocationOverError('This invocation has timed out or answered already.');
  }

  async #call<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#goOn();
    return work().catch((error: unknown) => this.#failed(error));
  }

  async *#pages(read: () => Pages): Pages {
    this.#goOn();
    try {
      for await (const page of read()) {
        yield page;
        this.#goOn();
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The bus of this host is in its store, so an outage of one is one of both. */
  #failed(error: unknown): never {
    const reason = error instanceof EventsNotPublishedError ? error.cause : error;
    if (reason instanceof StoreUnavailableError) this.isCutOff = true;
    throw error;
  }
}

const contextOf = ({ name, memoryMegabytes }: FunctionWiring, left: () => number): LambdaContext => ({
  awsRequestId: randomUUID(),
  callbackWaitsForEmptyEventLoop: false,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: 'local',
  memoryLimitInMB: `${memoryMegabytes}`,
  getRemainingTimeInMillis: left,
});

/** Pages are TSX, which Node loads only after `tsx.ts`. @throws {Error} when there is no such module, or it has no handler */
export async function loadFunction({ name, entry }: FunctionWiring): Promise<Handler> {
  const missing = (options?: ErrorOptions) =>
    new Error(`${entry} gives no handler for the function ${name}.`, options);
  const loaded: object = await import(`../../${entry}`).catch((cause: unknown) => {
    throw missing({ cause });
  });
  const handler: unknown = Reflect.get(loaded, 'handler');
  if (typeof handler !== 'function') throw missing();
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

/** Makes the handler of a function, in place of the wiring's own. */
export type StartHandler = (wiring: FunctionWiring, environment: Environment) => Handler;

interface FunctionSurroundings extends Pick<Surroundings, 'store' | 'bus' | 'gaveUp'> {
  readonly host: HostEnvironment;
  readonly time: Time;
  readonly handlers: StartHandler | undefined;
}

/** @throws {SettingUnusableError} */
export const localFunctions = (
  functions: readonly FunctionWiring[],
  { store, bus, gaveUp, host, time, handlers }: FunctionSurroundings,
): readonly LocalFunction[] =>
  functions.map((wiring) => {
    const environment = functionEnvironment(wiring, host);
    const given = handlers?.(wiring, environment);
    const load = given === undefined ? () => loadFunction(wiring) : async () => given;
    return new LocalFunction(wiring, load, { store, bus, environment, gaveUp }, time);
  });
