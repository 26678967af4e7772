/**
 * Every call to the database or the bus passes this gate. One call is let through at a time, picked by chance among all
 * that wait, so a seed decides how concurrent workers interleave; and a call may crash before it is sent, or after it
 * took effect with its answer lost.
 */
import type { Chance } from './chance.ts';

/** A process that died at a call. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface Faults {
  /** Probability of a crash at each of the two points of a call. */
  readonly probability: number;
  /** Crashes in all; after that every call goes well, so that a run ends. */
  readonly most: number;
}

type Waiting = () => void;

export interface Gate {
  pass<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Calls that went through. */
  calls(): number;
  /** Plans one crash, by the number of the call and the side: for going through all of them. No call succeeds after it. */
  crashAt(call: number, side: 'before' | 'after'): void;
  /** Whether the planned crash has happened since this was last asked: the process starts anew. */
  restart(): boolean;
  /** Until nobody waits: a worker that crashed can leave calls behind that were on their way. */
  quiet(): Promise<void>;
}

export function openGate(chance: Chance, faults: Faults): Gate {
  const waiting: Waiting[] = [];
  let busy = false;
  let passed = 0;
  let crashes = 0;
  let planned: { call: number; side: 'before' | 'after' } | undefined;
  let dead = false;

  const letNext = async () => {
    if (busy) return;
    busy = true;
    // Everyone who can run without a call runs until its next one.
    for (let settle = 0; settle < 3; settle += 1) await new Promise((resolve) => setImmediate(resolve));
    waiting.splice(chance.below(waiting.length), 1)[0]?.();
  };
  const strikes = (side: 'before' | 'after') => {
    if (dead) return side === 'before';
    if (planned?.call === passed && planned.side === side) {
      planned = undefined;
      dead = true;
      return true;
    }
    if (crashes >= faults.most || !chance.hits(faults.probability)) return false;
    crashes += 1;
    return true;
  };
  return {
    calls: () => passed,
    async quiet() {
      do for (let settle = 0; settle < 5; settle += 1) await new Promise((resolve) => setImmediate(resolve));
      while (busy || waiting.length > 0);
    },
    crashAt: (call, side) => {
      planned = { call, side };
    },
    restart: () => {
      const was = dead;
      dead = false;
      return was;
    },
    async pass(call) {
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      void letNext();
      await turn;
      try {
        if (strikes('before')) throw new CrashError(`before call ${passed}`);
        const result = await call();
        if (strikes('after')) throw new CrashError(`after call ${passed}`);
        return result;
      } finally {
        passed += 1;
        busy = false;
        if (waiting.length > 0) void letNext();
      }
    },
  };
}
