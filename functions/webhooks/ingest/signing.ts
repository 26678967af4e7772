/**
 * Who signed a delivery, and for whom that is enough: a source with a secret of its own is spoken for by that secret alone, and
 * that secret speaks for no other source. So who runs the hook of one repository cannot speak for another.
 */

import { RequestRefusedError } from '../../kernel/http/answers.ts';
import type { SenderSecrets } from '../../kernel/secrets.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Delivery, Source } from '../sources/source.ts';
import { type KnownOrigin, knownOrigin } from '../store/origins.ts';
import type { WebhookSecrets } from '../webhook-secrets.ts';
import { countDelivery } from './note-delivery.ts';

/** The same answer whatever was wrong, so that trying reveals nothing. */
export const senderNotVerified = () =>
  new RequestRefusedError(401, 'NOT_VERIFIED', 'The delivery is not signed by a sender that is known here.');

export interface Signed {
  /** The sources whose own secret it is; undefined for the secret of the sender. */
  readonly as: readonly string[] | undefined;
  /** The names of sources that have a secret of their own. */
  readonly owned: readonly string[];
  /** All secrets that are in force. */
  readonly secrets: readonly string[];
}

/** Before anything is parsed. @returns undefined where no secret verifies the delivery */
export async function signing(
  source: Source,
  delivery: Delivery,
  { accepted, own, refetch }: WebhookSecrets,
  now: string,
): Promise<Signed | undefined> {
  const known = signedBy(source, delivery, { accepted, own: own ?? new Map() }, now);
  if (known !== undefined) return known;
  const refetched = await refetch();
  return refetched && signedBy(source, delivery, refetched, now);
}

function signedBy(
  source: Source,
  delivery: Delivery,
  { accepted, own }: SenderSecrets,
  now: string,
): Signed | undefined {
  const all = { owned: [...own.keys()], secrets: [...accepted, ...[...own.values()].flat()] };
  if (source.verify(delivery, accepted, now)) return { ...all, as: undefined };
  const as = [...own].flatMap(([name, secrets]) => (source.verify(delivery, secrets, now) ? [name] : []));
  return as.length === 0 ? undefined : { ...all, as };
}

interface Around {
  secrets(source: string): Promise<WebhookSecrets | undefined>;
  now(): string;
}

/** @returns what throws where the delivery is not signed by who may speak for an origin */
export const speaking =
  (table: Store, source: Source, { as, owned }: Signed, around: Around) =>
  async (origin: string, originId: string | undefined): Promise<void> => {
    // A dialect that is spoken at several addresses has its secrets at another sender.
    const kind = origin.slice(0, origin.indexOf(':'));
    const others = kind === source.name ? undefined : (await around.secrets(kind))?.own;
    const all = [...owned, ...(others?.keys() ?? [])];
    if (all.length === 0) return;
    const known = await knownOrigin(table, origin, originId);
    if (as === undefined ? !isOwned(all, origin, known) : isSpokenFor(as, origin, known)) return;
    countDelivery(source.name, 'rejected', around.now());
    throw senderNotVerified();
  };

const isOwned = (owned: readonly string[], origin: string, { remembered }: KnownOrigin) =>
  includes(owned, origin) || (remembered !== undefined && includes(owned, remembered));

/** Of a repository that was renamed only its id is known, and neither its name nor its id may be another source's. */
function isSpokenFor(as: readonly string[], origin: string, { isMapped, remembered }: KnownOrigin): boolean {
  const isSameId = remembered !== undefined && includes(as, remembered);
  return includes(as, origin) ? remembered === undefined || isSameId : !isMapped && isSameId;
}

/** Repositories are called the same in any case. */
const includes = (names: readonly string[], name: string): boolean =>
  names.some((each) => each.toLowerCase() === name.toLowerCase());
