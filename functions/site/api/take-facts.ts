/** `POST /api/v1/facts`: what programs and people with a token of theirs state. */
import { takeFacts } from '../../kernel/http/take-facts.ts';
import type { RawAnswer } from '../resource/addresses.ts';
import { spokenBy } from '../sign-in/spoken-by.ts';
import { tokenNotAccepted } from '../sign-in/viewer.ts';
import { findSpeaker } from '../web/find-speaker.ts';

/** @throws {RequestRefusedError} for who may state nothing here */
export const takeStatedFacts: RawAnswer = ({ event, viewer, store, publish, now }) => {
  if (!viewer.isInternal && event.cookies === undefined) throw tokenNotAccepted();
  const take = takeFacts(publish, (called) => findSpeaker(store, called, now));
  return take(spokenBy(event, viewer));
};
