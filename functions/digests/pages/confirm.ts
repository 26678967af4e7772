/**
 * `/confirm/{token}`: the page that a link in a digest opens. The link only shows what would be confirmed, and the button of
 * that page confirms it, so that programs that open links confirm nothing.
 */
import { digestOf } from '../../../events/canonical-json.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import {
  type Answer,
  addressUnknown,
  type HttpAnswer,
  type HttpEvent,
  page,
  RequestRefusedError,
} from '../../kernel/http/answers.ts';
import { type Publish, publishAll } from '../../kernel/http/take-facts.ts';
import { draftFact, readDraft } from '../../kernel/model/draft-fact.ts';
import { document } from '../../site/look/document.tsx';
import { type Confirmable, openConfirmToken } from '../model/confirm-link.ts';
import type { Asked } from '../store/due.ts';
import { ConfirmedPage, ConfirmPage } from './confirm-page.tsx';

export interface Confirming {
  /** The key that links are signed with; without one these addresses do not exist. */
  key(): Promise<string | undefined>;
  asked(confirmable: Confirmable): Promise<Asked | undefined>;
  readonly publish: Publish;
  now(): string;
}

const unusable = () =>
  new RequestRefusedError(
    403,
    'LINK_UNKNOWN',
    'This link was not made here, or was cut off on its way. Open it from the digest again.',
  );

/** The address is a secret: it must not get into caches. */
const secretly = ({ headers, ...rest }: HttpAnswer): HttpAnswer => ({
  ...rest,
  headers: { ...headers, 'Cache-Control': 'no-store' },
});

export const showConfirm =
  (confirming: Confirming): Answer =>
  async (event) => {
    const { asked } = await opened(confirming, event);
    return secretly(page(document(ConfirmPage({ asked, address: event.requestContext.http.path }))));
  };

export const takeConfirm =
  (confirming: Confirming): Answer =>
  async (event) => {
    const { confirmable, asked } = await opened(confirming, event);
    const facts = factsOf(confirmable, asked, wantedIn(event), confirming.now());
    if (facts.length > 0) await publishAll(confirming.publish, facts);
    return secretly(page(document(ConfirmedPage({ asked, count: facts.length }))));
  };

async function opened({ key, asked, now }: Confirming, event: HttpEvent) {
  const signedWith = await key();
  if (signedWith === undefined) throw addressUnknown();
  const confirmable = openConfirmToken(signedWith, event.pathParameters?.token ?? '', now());
  if (confirmable === 'expired')
    throw new RequestRefusedError(
      410,
      'LINK_EXPIRED',
      'This link was valid for 45 days and has expired. The newest digest has a new one.',
    );
  if (confirmable === 'unknown') throw unusable();
  const found = await asked(confirmable);
  if (found === undefined) throw unusable();
  return { confirmable, asked: found };
}

const MAX_BYTES = 512 * 1024;

/** The records that stay ticked. @throws {RequestRefusedError} when the body is not what the button sends */
function wantedIn({ headers, body = '', isBase64Encoded }: HttpEvent): ReadonlySet<string> {
  const type = headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type) || body.length > MAX_BYTES)
    throw new RequestRefusedError(415, 'FORM_UNREADABLE', 'Only the button of the page can confirm this.');
  const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  return new Set(new URLSearchParams(text).getAll('entity'));
}

/** What was confirmed in the meantime is left out. */
function factsOf(
  { team }: Confirmable,
  asked: Asked,
  wanted: ReadonlySet<string>,
  now: string,
): OutgoingFact[] {
  const said = (type: string, what: string, fields: Readonly<Record<string, unknown>>): OutgoingFact[] => {
    const id = `confirm:${digestOf([team, what, now].join('\n'))}`;
    const read = readDraft(draftFact(type, { id, at: now, actor: `team:${team}` }, fields));
    return read.ok ? [{ type: read.fact.type, body: read.body }] : [];
  };
  if (asked.kind === 'records')
    return asked.records
      .filter(({ entity }) => wanted.has(entity))
      .flatMap(({ entity }) => said('RecordVerified', entity, { entity }));
  const { step, period, isDone } = asked;
  return isDone ? [] : said('CadenceCompleted', `${step} ${period}`, { team, step, period });
}
