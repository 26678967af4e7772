/** `/sign-in`, `/sign-in/callback` and `/sign-out`: signing in at the provider, and out again. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { readPeople } from '../../catalog/model/import/wire.ts';
import { readCatalogPage } from '../../catalog/store/catalog.ts';
import {
  type Answer,
  AnswerableError,
  addressUnknown,
  type HttpAnswer,
  type HttpEvent,
} from '../../kernel/http/answers.ts';
import { logger } from '../../kernel/log/logger.ts';
import { sessionKeys } from '../../kernel/secrets.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { FORM_TOKEN } from '../look/reader.tsx';
import { ownPage, redirect } from './answers.ts';
import { closedTo } from './closed.tsx';
import { cookieOf, dropCookie, SESSION, setCookie, TYPED, UNDER_WAY } from './cookies.ts';
import { formOf, isOfSession } from './forms.ts';
import { mustBeOwnPage } from './own-page.ts';
import { returnPath, signInAddress } from './return-path.ts';
import { seal, unseal } from './sealed.ts';
import {
  BY_PROVIDER_SECONDS,
  endSession,
  isOver,
  newSession,
  STRANGER_SECONDS,
  sessionOf,
} from './session.ts';
import { contact, type ProviderSettings, wayIn } from './settings.ts';
import {
  AskForLinkPage,
  SignedOutPage,
  SignInFailedPage,
  SignOutPage,
  StrangerPage,
} from './sign-in-pages.tsx';
import { viewerOf } from './viewer.ts';

/** How long somebody may take at the provider. */
const UNDER_WAY_SECONDS = 15 * 60;

const underWay = lazy(() =>
  z.strictObject({
    /** Where to go afterwards. */
    to: z.string(),
    until: z.int(),
    /** Absent where a link signs in. */
    asked: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() }).optional(),
  }),
);

/** @returns the cookie that remembers a sign-in until it is done */
async function remember(content: Omit<Output<typeof underWay>, 'until'>): Promise<string> {
  const until = Math.floor(Date.now() / 1000) + UNDER_WAY_SECONDS;
  const text = JSON.stringify({ ...content, until });
  return setCookie(
    UNDER_WAY,
    await seal(await sessionKeys(), 'sign-in', Buffer.from(text)),
    UNDER_WAY_SECONDS,
  );
}

export async function rememberedIn(event: HttpEvent): Promise<Output<typeof underWay> | undefined> {
  const sealed = cookieOf(event, UNDER_WAY);
  const content = sealed && (await unseal(await sessionKeys(), 'sign-in', sealed));
  const found = content ? underWay.safeParse(JSON.parse(content.toString())).data : undefined;
  return found === undefined || found.until * 1000 <= Date.now() ? undefined : found;
}

/** Whoever is signed in by now goes where they wanted to go; a browser without the cookie learns so, instead of looping. */
export const signedIn = (to: string, cookies: string[]): HttpAnswer =>
  redirect(`/sign-in?done=yes&to=${encodeURIComponent(to)}`, [...cookies, dropCookie(UNDER_WAY)]);

const NOT_KEPT =
  'This browser did not keep the cookie of your session. It needs https, or, on the machine itself, Chromium or Firefox; and cookies must not be blocked for this address.';

export const showSignIn: Answer = async (event) => {
  const { to: said, again, done } = event.queryStringParameters ?? {};
  const to = returnPath(said);
  const viewer = await viewerOf({ ...event, headers: { ...event.headers, authorization: undefined } });
  const way = wayIn();
  if (way.by === 'nothing') return closedTo(event, viewer);
  if (again === undefined && viewer.person !== undefined) return redirect(to);
  if (again === undefined && viewer.stranger !== undefined) return closedTo(event, viewer);
  if (done !== undefined) return failed(event, 400, NOT_KEPT, to);
  if (way.by === 'link') return ownPage(event, AskForLinkPage(), { cookies: [await remember({ to })] });
  const elsewhere = otherName(event, way.provider);
  if (elsewhere !== undefined) return redirect(`${elsewhere}${signInAddress(to)}`);
  return answering(event, to, async () => {
    const { begin } = await import('./provider.ts');
    const { address, underWay: asked } = await begin(way.provider, again !== undefined);
    return redirect(address, [await remember({ to, asked })]);
  });
};

/** On one machine `localhost` and `127.0.0.1` have cookies of their own, and the provider knows one of them. */
function otherName({ headers }: HttpEvent, { publicUrl }: ProviderSettings): string | undefined {
  const [asked, known] = [URL.parse(`http://${headers.host}`), URL.parse(publicUrl)];
  const isHere = (address: URL | null) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(address?.hostname ?? '');
  return isHere(asked) && isHere(known) && asked?.host !== known?.host ? publicUrl : undefined;
}

export const takeCallback: Answer = async (event) => {
  const way = wayIn();
  if (way.by !== 'provider') throw addressUnknown();
  const remembered = await rememberedIn(event);
  const to = remembered?.to ?? '/';
  const { asked } = remembered ?? {};
  if (asked === undefined) return failed(event, 400, BEGUN_ELSEWHERE, to);
  return answering(event, to, async () => {
    const [{ finish }, { personIn }] = await Promise.all([import('./provider.ts'), import('./claims.ts')]);
    const claims = await finish(way.provider, event.rawQueryString, asked);
    const { store } = surroundings();
    const people = await readPeople((section, after) => readCatalogPage(store, section, after));
    const whose = personIn(claims, way.provider.account, people);
    if ('person' in whose) return signedIn(to, [await newSession(whose, BY_PROVIDER_SECONDS, Date.now())]);
    const cookies = [await newSession(whose, STRANGER_SECONDS, Date.now()), dropCookie(UNDER_WAY)];
    const because = `The catalog has nobody who signs in as ${whose.stranger}. ${contact()}`;
    return ownPage(event, StrangerPage({ because }), { status: 403, cookies });
  });
};

const BEGUN_ELSEWHERE =
  'This sign-in was begun in another browser or tab, or more than a quarter of an hour ago. Begin it again.';

/** What went wrong at the provider, as a page with the way to try again. */
async function answering(event: HttpEvent, to: string, work: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AnswerableError)) throw error;
    if (error.status >= 500) logger.error('Nobody could sign in.', { error });
    const { headers, ...rest } = failed(event, error.status, error.message, to);
    return { ...rest, headers: { ...headers, ...error.headers } };
  }
}

const failed = (event: HttpEvent, status: number, message: string, to: string): HttpAnswer =>
  ownPage(event, SignInFailedPage({ message, again: signInAddress(to) }), {
    status,
    cookies: [dropCookie(UNDER_WAY)],
  });

/** The session is marked as ended, so that a copy of its cookie is of no use, and the provider is asked to end its own. */
export const takeSignOut: Answer = async (event) => {
  mustBeOwnPage(event);
  const form = formOf(event);
  const keys = await sessionKeys();
  const session = await sessionOf(event, keys);
  const cookies = [dropCookie(SESSION), dropCookie(UNDER_WAY), dropCookie(TYPED)];
  if (session === undefined || isOver(session, Date.now())) return redirect('/', cookies);
  if (!(await isOfSession(event, form.get(FORM_TOKEN) ?? ''))) {
    return ownPage(event, SignOutPage(), { viewer: await viewerOf(event), status: 403 });
  }
  await endSession(surroundings().store, session);
  const way = wayIn();
  const address =
    way.by === 'provider' ? await (await import('./provider.ts')).endAddress(way.provider) : undefined;
  return address === undefined
    ? redirect('/', cookies)
    : ownPage(event, SignedOutPage({ address }), { cookies });
};
