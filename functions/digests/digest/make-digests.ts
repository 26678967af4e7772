/** Working the digests that are due: once each, whenever and however often this is asked for. */
import type { Every } from '../../../events/fields.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import type { Working } from '../../kernel/working.ts';
import { readDigestSources } from '../store/sources.ts';
import { makeFor } from './make-for-audience.ts';

/** Which digests are asked for. */
export interface Wanted {
  readonly everies: readonly Every[];
  /** Of audiences that live in this zone only. */
  readonly zone?: string | undefined;
  /** This period only, though it is long over. */
  readonly period?: string | undefined;
}

/**
 * Makes what is missing: the teams' first, then those that put them together, which wait until all of their teams have
 * theirs. A digest that stands is not made again; one that was made and not announced is announced.
 * @returns how many were made
 * @throws what the first audience threw whose digests could not be made, after all others have theirs
 */
export async function makeDigests(working: Working, wanted: Wanted): Promise<number> {
  const turn = { ...working, sources: await readDigestSources(working.table, working.now), made: 0 };
  const failures: unknown[] = [];
  for (const audience of turn.sources.audiences) {
    if (wanted.zone !== undefined && audience.zone !== wanted.zone) continue;
    try {
      for (const every of wanted.everies) await makeFor(turn, audience, every, wanted.period);
    } catch (error) {
      failures.push(error);
      logger.error('The digests of an audience could not be made; the next turn tries again.', {
        audience: audience.id,
        error: asError(error),
      });
    }
  }
  if (failures.length > 0) throw failures[0];
  return turn.made;
}
