/** Facts over the API: a person's token states what that person may state, and the host's token speaks for programs. */
import { type HttpEvent, RequestRefusedError } from '../../kernel/http/answers.ts';
import { PERSON_HEADER } from '../../kernel/http/take-facts.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';

/** @returns the request as one that names who speaks @throws {RequestRefusedError} for who may state nothing here */
export function spokenBy(event: HttpEvent, { person, mayState }: Viewer): HttpEvent {
  // A page elsewhere can make a browser send its cookies; it cannot make it send a token.
  if (!event.headers.authorization)
    throw new RequestRefusedError(
      403,
      'TOKEN_NEEDED',
      'Facts are stated here with a token: make one of yours at /tokens. Pages have forms for it.',
    );
  if (!mayState)
    throw new RequestRefusedError(
      403,
      'TOKEN_READS_ONLY',
      'This token is for reading. Make one at /tokens that may state facts.',
    );
  if (person === undefined) return event;
  const called = event.headers[PERSON_HEADER];
  if (called !== undefined && called !== person.id && !person.actor.names.includes(called))
    throw new RequestRefusedError(
      403,
      'NOT_THIS_PERSON',
      `This token is of person:${person.id}, who cannot speak for somebody else.`,
    );
  return { ...event, headers: { ...event.headers, [PERSON_HEADER]: `person:${person.id}` } };
}
