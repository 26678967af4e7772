/**
 * Every call to the store or the bus passes this gate. With several workers one call is let through at a time, picked by
 * chance among all that wait, so a seed decides how they interleave. A call may fail before it is sent, or after it took
 * effect with its answer lost; and the process that made it may die of that, or go on.
 */
import type { Chance } from './chance.ts';

/** The error of a call that fails: its answer is lost, or its process dies. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** One call that fails. */
export interface Crash {
  /** Which call of the run, from 0. */
  readonly call: number;
  readonly side: 'before' | 'after';
  /** Whether the process survives, and gets the error as any other. @default it dies */
  readonly isSurvived?: boolean;
}

/** What goes wrong: by chance, or as planned. */
export type Faults =
  | {
      /** Of a failure at each of the two points of a call. */
      readonly probability: number;
      /** Failures in all; after that every call goes well, so that a run ends. */
      readonly most: number;
    }
  | { readonly plan: readonly Crash[] };

/** A function at work on one batch. None of its calls succeeds after it died. */
export interface Process {
  isDead: boolean;
}

export interface Gate {
  pass<Result>(process: Process, call: () => Promise<Result>): Promise<Result>;
  /** Calls that went through. */
  calls(): number;
  /** What failed so far, as a plan that makes the same run again. */
  crashes(): readonly Crash[];
  /** Until no call waits: a process that died can leave calls behind. */
  quiet(): Promise<void>;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** @param isShared whether several workers pass, and take turns */
export function openGate(chance: Chance, faults: Faults, isShared: boolean): Gate {
  const waiting: (() => void)[] = [];
  const crashes: Crash[] = [];
  let isBusy = false;
  let passed = 0;

  const letNext = async () => {
    if (isBusy) return;
    isBusy = true;
    // Everyone who can run without a call runs until its next one.
    await nextTurn();
    waiting.splice(chance.below(waiting.length), 1)[0]?.();
  };
  const strike = strikesOf(chance, faults);
  const struck = (process: Process, call: number, side: Crash['side']) => {
    if (process.isDead) throw new CrashError('The process is dead.');
    const crash = strike(call, side, crashes.length);
    if (crash === undefined) return;
    crashes.push(crash);
    process.isDead = crash.isSurvived !== true;
    throw new CrashError(`${side} call ${call}`);
  };
  const made = async <Result>(process: Process, call: () => Promise<Result>): Promise<Result> => {
    const number = passed;
    passed += 1;
    struck(process, number, 'before');
    const result = await call();
    struck(process, number, 'after');
    return result;
  };
  return {
    calls: () => passed,
    crashes: () => crashes,
    async quiet() {
      do await nextTurn();
      while (isBusy || waiting.length > 0);
    },
    async pass(process, call) {
      if (!isShared) return made(process, call);
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      void letNext();
      await turn;
      try {
        return await made(process, call);
      } finally {
        isBusy = false;
        if (waiting.length > 0) void letNext();
      }
    },
  };
}

type Strike = (call: number, side: Crash['side'], before: number) => Crash | undefined;

function strikesOf(chance: Chance, faults: Faults): Strike {
  if ('plan' in faults)
    return (call, side) => faults.plan.find((each) => each.call === call && each.side === side);
  return (call, side, before) =>
    before < faults.most && chance.hits(faults.probability)
      ? { call, side, ...(chance.hits(0.3) ? { isSurvived: true } : {}) }
      : undefined;
}
