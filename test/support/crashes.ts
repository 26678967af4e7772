/** A process that dies at one call to the store: before it is sent, or after it took effect with its answer lost. */
import { type Around, watching } from './calls.ts';

export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface PlannedCrash {
  /** Which call, from 0. */
  readonly call: number;
  readonly side: 'before' | 'after';
}

/** Does something with a crash in it; nothing that comes after the crash is sent. @returns how many calls were begun */
export async function crashing(
  store: object,
  crash: PlannedCrash | undefined,
  work: () => Promise<unknown>,
): Promise<number> {
  let begun = 0;
  let isDead = false;
  const die = () => {
    isDead = true;
    throw new CrashError(`${crash?.side} call ${crash?.call}`);
  };
  const wrap: Around = async (_call, go) => {
    if (isDead) throw new CrashError('dead');
    const call = begun;
    begun += 1;
    if (crash?.call === call && crash.side === 'before') die();
    const answer = await go();
    if (crash?.call === call && crash.side === 'after') die();
    return answer;
  };
  await watching(store, wrap, work).catch((error: unknown) => {
    if (!(error instanceof CrashError)) throw error;
  });
  return begun;
}
