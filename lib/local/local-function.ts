/** One function of the wiring: its instances, each of which handles one invocation at a time, and its timeout. */
import { randomUUID } from 'node:crypto';
import type { FunctionWiring } from '../wiring.ts';
import type { Handler, LambdaContext } from './load-bundle.ts';
import type { Time } from './time.ts';

class FunctionTimedOutError extends Error {
  override readonly name = 'FunctionTimedOutError';
}

/** Instances of one function at most. They share one thread: more wait for the same thing and only take memory. */
const MOST_INSTANCES = 4;

export class LocalFunction {
  readonly #wiring: FunctionWiring;
  readonly #start: () => Handler;
  readonly #time: Time;
  readonly #free: Handler[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(wiring: FunctionWiring, start: () => Handler, time: Time) {
    this.#wiring = wiring;
    this.#start = start;
    this.#time = time;
  }

  /** Starts the first instance, so that a function that cannot start is known before anything is asked of it. */
  warm(): void {
    this.#free.push(this.#start());
  }

  /** @throws what the function throws, and {FunctionTimedOutError} after `timeoutSeconds` */
  async invoke(event: unknown): Promise<unknown> {
    await this.#turn();
    try {
      const instance = this.#free.pop() ?? this.#start();
      const answer = await this.#run(instance, event);
      this.#free.push(instance);
      return answer;
    } finally {
      this.#next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#busy < MOST_INSTANCES) this.#busy += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }

  /** An instance that failed or ran out of time is not used again: what it was doing may still go on in it. */
  #run(instance: Handler, event: unknown): Promise<unknown> {
    const { name, timeoutSeconds } = this.#wiring;
    const time = this.#time;
    const until = time.now() + timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const cancel = time.after(timeoutSeconds * 1000, () =>
        reject(new FunctionTimedOutError(`${name} did not answer within ${timeoutSeconds} s.`)),
      );
      const answer = async () =>
        instance(
          event,
          contextOf(this.#wiring, () => Math.max(0, until - time.now())),
        );
      answer().then(resolve, reject).finally(cancel);
    });
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
