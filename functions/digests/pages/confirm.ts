/**
 * `/confirm/{token}`: one click from a digest. The link shows what would be confirmed; only the button of that page says
 * it, so that whatever opens links by itself confirms nothing.
 */
import { digestOf } from '../../../events/canonical-json.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import type { Answer, HttpAnswer, HttpEvent } from '../../kernel/http/answers.ts';
import { addressUnknown, page, RequestRefusedError } from '../../kernel/http/answers.ts';
import { type Publish, publishAll } from '../../kernel/http/take-facts.ts';
import { draftFact, readDraft } from '../../kernel/model/draft-fact.ts';
import { document } from '../../site/look/document.tsx';
import { type Confirmable, openConfirmToken } from '../model/confirm-link.ts';
import type { Asked } from '../store/asked.ts';
import { ConfirmedPage, ConfirmPage } from './confirm-page.tsx';

export interface Confirming {
  /** The key that links are signed with; undefined where there is none, and then none of this is there. */
  key(): Promise<string | undefined>;
  asked(confirmable: Confirmable): Promise<Asked | undefined>;
  readonly publish: Publish;
  /** UTC instant. */
  now(): string;
}

const expired = () =>
  new RequestRefusedError(
    410,
    'LINK_EXPIRED',
    'This link was good for 45 days, and they are over. The newest digest has a new one.',
  );
const unusable = () =>
  new RequestRefusedError(
    403,
    'LINK_UNKNOWN',
    'This link was not made here, or was cut on its way. Open it from the digest once more.',
  );

/** Who holds a link is whoever a digest went to: it is kept from caches, and from where one goes next. */
const secretly = ({ headers, ...rest }: HttpAnswer): HttpAnswer => ({
  ...rest,
  headers: { ...headers, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
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

/** @throws {RequestRefusedError} */
async function opened({ key, asked, now }: Confirming, event: HttpEvent) {
  const signedWith = await key();
  if (signedWith === undefined) throw addressUnknown();
  const confirmable = openConfirmToken(signedWith, event.pathParameters?.token ?? '', now());
  if (confirmable === 'expired') throw expired();
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
    throw new RequestRefusedError(415, 'FORM_UNREADABLE', 'This is said by the button of the page only.');
  const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  return new Set(new URLSearchParams(text).getAll('entity'));
}

/** What is asked no more is not said again. */
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
