/** The function `web` without its table: which address shows what, as a page for people and as JSON for programs. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { VNode } from 'preact';
import { publicView } from '../../../events/visibility.ts';
import { type UnknownName, unknownName } from '../../catalog/model/unknown-names.ts';
import type { ReadCatalogPage } from '../../catalog/pages/show-catalog.ts';
import type { ReadChanges } from '../../catalog/pages/show-changes.ts';
import type { Confirming } from '../../digests/pages/confirm.ts';
import type { DigestReads } from '../../digests/pages/show-digests.ts';
import type { ReadGrade, ReadMatrix } from '../../grades/pages/show-grades.ts';
import type { Trouble } from '../../kernel/derived/troubles.ts';
import {
  type Answer,
  addressUnknown,
  type Failure,
  type HttpAnswer,
  type HttpEvent,
  json,
  page,
  RequestRefusedError,
  zoneAsked,
} from '../../kernel/http/answers.ts';
import { http, type Routes } from '../../kernel/http/http.ts';
import type { FindSpeaker, Publish } from '../../kernel/http/take-facts.ts';
import type { Quarantined } from '../../kernel/ledger/quarantine.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import type { MessageReport } from '../../notifications/store/outbox.ts';
import type { ReviewReads } from '../../reviews/pages/reviews-page.tsx';
import type { ReleaseOutlook, View } from '../../verdicts/model/outlook.ts';
import { releaseOutlook } from '../../verdicts/model/outlook.ts';
import {
  publicRelease,
  type ReleaseReport,
  type TrainReport,
  type Unregistered,
} from '../../verdicts/model/report.ts';
import { ReleasesPage } from '../../verdicts/pages/releases-page.tsx';
import { type DeliveriesReport, deliveriesReport } from '../../webhooks/model/report.ts';
import { document, STYLE_SOURCE } from '../look/layout.tsx';
import { failureAnswer } from './failure-answer.ts';

/** What is shown; read afresh for each request. */
export interface WebReads extends DigestReads, ReviewReads {
  trains(): Promise<readonly TrainReport[]>;
  release(id: string): Promise<ReleaseReport | undefined>;
  /** Of a release to come; `undefined` for any other. */
  outlook(id: string, view: Pick<View, 'zone'>): Promise<ReleaseOutlook | undefined>;
  unregistered(): Promise<readonly Unregistered[]>;
  unknownNames(): Promise<readonly UnknownName[]>;
  quarantined(): Promise<readonly Quarantined[]>;
  troubles(): Promise<readonly Trouble[]>;
  deliveries(): Promise<DeliveriesReport>;
  /** Messages that were given up. */
  failed(): Promise<readonly MessageReport[]>;
}

/** What the token gives access to. */
export interface PrivateApi {
  /** Undefined where none is configured. */
  token(): Promise<string | undefined>;
  readonly publish: Publish;
  /** The person whom a request names. */
  readonly findSpeaker: FindSpeaker;
  readonly catalogPage: ReadCatalogPage;
  readonly changes: ReadChanges;
  readonly grade: ReadGrade;
  readonly matrix: ReadMatrix;
  readonly confirming: Confirming;
}

const shown = (view: VNode) => page(document(view));

const present = (failure: Failure, { headers, requestContext }: HttpEvent): HttpAnswer =>
  failureAnswer(failure, { path: requestContext.http.path, accept: headers.accept });

async function wanted(reads: WebReads, event: HttpEvent, isInternal: boolean): Promise<ReleaseReport> {
  const id = idOf(event.pathParameters?.release);
  const report = id === undefined ? undefined : await reads.release(id);
  if (report === undefined)
    throw new RequestRefusedError(404, 'RELEASE_UNKNOWN', 'No release of this name is known here.');
  return isInternal ? report : publicRelease(report);
}

/** The release with its outlook, where it is to come. @throws {RequestRefusedError} for a zone that does not exist */
async function withOutlook(reads: WebReads, event: HttpEvent, isInternal: boolean) {
  const report = await wanted(reads, event, isInternal);
  if (report.state !== 'scheduled' || !report.counts) return { report };
  const outlook = await reads.outlook(report.release, { zone: zoneAsked(event) ?? 'UTC' });
  return {
    report,
    outlook: isInternal || outlook === undefined ? outlook : publicView(releaseOutlook(), outlook),
  };
}

async function namesFor(reads: WebReads, isInternal: boolean): Promise<readonly UnknownName[]> {
  const names = await reads.unknownNames();
  return isInternal ? names : names.map((name) => publicView(unknownName(), name));
}

/** Loads the module of an answer with its first request: one instance serves few of the addresses. */
const later =
  (load: () => Promise<Answer>): Answer =>
  async (event) =>
    (await load())(event);

const reviews = () => import('../../reviews/pages/reviews-page.tsx');

/** Answers everybody, and shows internal fields to a caller who holds the token. */
type ForBoth = (answer: (event: HttpEvent, isInternal: boolean) => Promise<HttpAnswer>) => Answer;

const publicRoutes = (reads: WebReads, forBoth: ForBoth): Routes => {
  const digests = (name: 'digest' | 'digestAsJson' | 'due') =>
    forBoth(async (event, isInternal) => {
      const { publicAnswers } = await import('../../digests/pages/show-digests.ts');
      return publicAnswers(reads, isInternal)[name](event);
    });
  const lists = async () => (await import('../../digests/pages/show-digests.ts')).publicAnswers(reads, false);
  return {
    'GET /': async () => shown(ReleasesPage({ trains: await reads.trains() })),
    'GET /releases/{release}': forBoth(async (event, isInternal) => {
      const { ReleasePage } = await import('../../verdicts/pages/release-page.tsx');
      return shown(ReleasePage(await withOutlook(reads, event, isInternal)));
    }),
    'GET /deliveries': forBoth(async (_event, isInternal) => {
      const { DeliveriesPage } = await import('../../webhooks/pages/deliveries-page.tsx');
      const report = await reads.deliveries();
      return shown(DeliveriesPage(isInternal ? report : publicView(deliveriesReport(), report)));
    }),
    'GET /quarantine': forBoth(async (_event, isInternal) => {
      const { QuarantinePage } = await import('../pages/quarantine-page.tsx');
      const { quarantineRow, quarantineRows } = await import('../../kernel/ledger/quarantine.ts');
      const all = [reads.unregistered(), reads.quarantined(), reads.troubles()] as const;
      const [unregistered, quarantined, troubles] = await Promise.all(all);
      const rows = quarantineRows(quarantined);
      const seen = isInternal ? rows : rows.map((row) => publicView(quarantineRow(), row));
      return shown(QuarantinePage({ unregistered, quarantined: seen, troubles }));
    }),
    'GET /unknown-names': forBoth(async (_event, isInternal) => {
      const { UnknownNamesPage } = await import('../../catalog/pages/unknown-names-page.tsx');
      return shown(UnknownNamesPage({ names: await namesFor(reads, isInternal) }));
    }),
    'GET /api/unknown-names': forBoth(async (_event, isInternal) =>
      json({ names: await namesFor(reads, isInternal) }),
    ),
    'GET /digests': later(async () => (await lists()).digests),
    'GET /digests/{audience}': later(async () => (await lists()).audience),
    'GET /digests/{audience}/{period}': digests('digest'),
    'GET /api/digests/{audience}/{period}': digests('digestAsJson'),
    'GET /reviews': forBoth(async (_event, isInternal) => (await reviews()).showReviews(reads, isInternal)()),
    'GET /due': digests('due'),
    'GET /messages': async () => {
      const { MessagesPage } = await import('../../notifications/pages/messages-page.tsx');
      return shown(MessagesPage({ failed: await reads.failed() }));
    },
    'GET /api/releases': async () => json({ trains: await reads.trains() }),
    'GET /api/releases/{release}': forBoth(async (event, isInternal) => {
      const { report, outlook } = await withOutlook(reads, event, isInternal);
      return json({ ...report, outlook });
    }),
  };
};

const tokenNotAccepted = () =>
  new RequestRefusedError(
    401,
    'TOKEN_NOT_ACCEPTED',
    'This address takes the token of this Shipshape: Authorization: Bearer <token>.',
    { 'WWW-Authenticate': 'Bearer' },
  );

/**
 * Asks for the token before anything else is looked at. A missing and a wrong token get the same answer; where none is
 * configured, the address looks like one that does not exist.
 */
function privately(token: () => Promise<string | undefined>, answer: Answer): Answer {
  return async (event) => {
    const wanted = await token();
    if (wanted === undefined) throw addressUnknown();
    if (!isHeld(event.headers.authorization ?? '', wanted)) throw tokenNotAccepted();
    const { headers, ...rest } = await answer(event);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };
}

/**
 * Who sends no token is answered as everybody is. A wrong one is refused, so that nobody takes the public view for all there
 * is. What a holder of the token gets is never kept by a cache.
 */
function forBoth(token: () => Promise<string | undefined>): ForBoth {
  return (answer) => async (event) => {
    const given = event.headers.authorization;
    if (!given) return answer(event, false);
    const wanted = await token();
    if (wanted === undefined || !isHeld(given, wanted)) throw tokenNotAccepted();
    const { headers, ...rest } = await answer(event, true);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };
}

const forNobody: ForBoth = (answer) => (event) => answer(event, false);

/** All digests have the same length, so the time of the comparison reveals nothing about the token. */
const digest = (text: string) => createHash('sha256').update(text).digest();

function isHeld(authorization: string, wanted: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(wanted));
}

const privateRoutes = (
  reads: WebReads,
  { token, publish, findSpeaker, catalogPage, changes, grade, matrix, confirming }: PrivateApi,
): Routes => {
  const digests = async () => (await import('../../digests/pages/show-digests.ts')).internalAnswers(reads);
  const grades = () => import('../../grades/pages/show-grades.ts');
  const confirm = () => import('../../digests/pages/confirm.ts');
  const inside = (load: () => Promise<Answer>) => privately(token, later(load));
  return {
    'POST /api/facts': inside(async () =>
      (await import('../../kernel/http/take-facts.ts')).takeFacts(publish, findSpeaker),
    ),
    'GET /api/catalog/{section}': inside(async () =>
      (await import('../../catalog/pages/show-catalog.ts')).showCatalog(catalogPage),
    ),
    'GET /api/changes/{change}': inside(async () =>
      (await import('../../catalog/pages/show-changes.ts')).showChanges(changes),
    ),
    'GET /api/grades/{feature}': inside(async () => (await grades()).showGrade(grade)),
    'GET /api/matrix': inside(async () => (await grades()).showMatrix(matrix)),
    'GET /api/reviews': inside(async () => (await reviews()).reviewsAsJson(reads)),
    'GET /api/reviews/{review}': inside(async () => (await reviews()).reviewAsJson(reads)),
    'GET /api/messages': inside(async () => async () => json({ messages: await reads.failed() })),
    'GET /api/due': inside(async () => (await digests()).due),
    'GET /confirm/{token}': later(async () => (await confirm()).showConfirm(confirming)),
    'POST /confirm/{token}': later(async () => (await confirm()).takeConfirm(confirming)),
  };
};

/** Answers 200 whatever the verdicts are: nothing is refused because of them. */
export function createWeb(reads: WebReads, inside?: PrivateApi) {
  const open = publicRoutes(reads, inside === undefined ? forNobody : forBoth(inside.token));
  const routes = { ...open, ...(inside === undefined ? {} : privateRoutes(reads, inside)) };
  return http({ routes, present, styleSource: STYLE_SOURCE });
}
