/** The function `web` without its table: which address shows what, as a page for people and as JSON for programs. */
import type { VNode } from 'preact';
import { publicView } from '../../../events/visibility.ts';
import type { ReadCatalogPage } from '../../catalog/pages/show-catalog.ts';
import type { ReadChanges } from '../../catalog/pages/show-changes.ts';
import type { Confirming } from '../../digests/pages/confirm.ts';
import type { DigestReads } from '../../digests/pages/show-digests.ts';
import type { ReadGrade, ReadMatrix } from '../../grades/pages/show-grades.ts';
import type { Trouble } from '../../kernel/derived/troubles.ts';
import {
  type Answer,
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
import type { ReviewReads } from '../../reviews/pages/show-reviews.ts';
import type { ReleaseOutlook } from '../../verdicts/model/outlook.ts';
import {
  publicRelease,
  type ReleaseReport,
  type TrainReport,
  type Unregistered,
} from '../../verdicts/model/report.ts';
import type { View } from '../../verdicts/model/standing.ts';
import { ReleasesPage } from '../../verdicts/pages/releases-page.tsx';
import type { DeliveriesReport } from '../../webhooks/model/report.ts';
import { document } from '../look/document.tsx';
import type { Around } from '../resource/asked.ts';
import { signInRoutes } from '../sign-in/routes.ts';
import { insiderOf, type Token, viewerOf } from '../sign-in/viewer.ts';
import { RAW_ANSWERS, RESOURCES } from './addresses.ts';
import { failureAnswer } from './failure-answer.ts';
import { type Site, siteRoutes } from './site.ts';

/** What is shown; read afresh for each request. */
export interface WebReads extends DigestReads, ReviewReads {
  trains(): Promise<readonly TrainReport[]>;
  release(id: string): Promise<ReleaseReport | undefined>;
  /** Of a release to come; `undefined` for any other. */
  outlook(id: string, view: Pick<View, 'zone'>): Promise<ReleaseOutlook | undefined>;
  unregistered(): Promise<readonly Unregistered[]>;
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
  if (isInternal || outlook === undefined) return { report, outlook };
  const { releaseOutlook } = await import('../../verdicts/model/outlook.ts');
  return { report, outlook: publicView(releaseOutlook(), outlook) };
}

/** Loads the module of an answer with its first request: one instance serves few of the addresses. */
const later =
  (load: () => Promise<Answer>): Answer =>
  async (event) =>
    (await load())(event);

const digests = () => import('../../digests/pages/show-digests.ts');
const reviews = () => import('../../reviews/pages/show-reviews.ts');

/** Answers everybody, and shows internal fields to a caller who holds the token. */
type ForBoth = (answer: (event: HttpEvent, isInternal: boolean) => Promise<HttpAnswer>) => Answer;

const publicRoutes = (reads: WebReads, forBoth: ForBoth): Routes => {
  return {
    'GET /': async () => shown(ReleasesPage({ trains: await reads.trains() })),
    'GET /releases': async () => shown(ReleasesPage({ trains: await reads.trains() })),
    'GET /releases/{release}': forBoth(async (event, isInternal) => {
      const { ReleasePage } = await import('../../verdicts/pages/release-page.tsx');
      return shown(ReleasePage(await withOutlook(reads, event, isInternal)));
    }),
    'GET /deliveries': forBoth(async (_event, isInternal) => {
      const { DeliveriesPage } = await import('../../webhooks/pages/deliveries-page.tsx');
      const { deliveriesReport } = await import('../../webhooks/model/report.ts');
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
    'GET /api/digests/{audience}/{period}': forBoth(async (event, isInternal) =>
      (await digests()).digestAsJson(reads, isInternal)(event),
    ),
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

/** Answers people and programs of the organisation; nobody keeps the answer. */
const privately =
  (token: Token, answer: Answer): Answer =>
  async (event) => {
    await insiderOf(event, token);
    const { headers, ...rest } = await answer(event);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };

/** What a holder of the token gets is never kept by a cache. */
const forBoth =
  (token: Token): ForBoth =>
  (answer) =>
  async (event) => {
    const { isInternal } = await viewerOf(event, token);
    if (!isInternal) return answer(event, false);
    const { headers, ...rest } = await answer(event, true);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };

const forNobody: ForBoth = (answer) => (event) => answer(event, false);

const privateRoutes = (
  reads: WebReads,
  { token, publish, findSpeaker, catalogPage, changes, grade, matrix, confirming }: PrivateApi,
): Routes => {
  const grades = () => import('../../grades/pages/show-grades.ts');
  const confirm = () => import('../../digests/pages/confirm.ts');
  const inside = (load: () => Promise<Answer>) => privately(token, later(load));
  return {
    'POST /api/facts': inside(async () => {
      const { takeFacts } = await import('../../kernel/http/take-facts.ts');
      const { spokenBy } = await import('../sign-in/spoken-by.ts');
      return async (event) => takeFacts(publish, findSpeaker)(spokenBy(event, await insiderOf(event, token)));
    }),
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
    'GET /api/due': inside(async () => (await digests()).dueAsJson(reads)),
    'GET /confirm/{token}': later(async () => (await confirm()).showConfirm(confirming)),
    'POST /confirm/{token}': later(async () => (await confirm()).takeConfirm(confirming)),
  };
};

/** Every route that this function answers. */
export function webRoutes(reads: WebReads, inside?: PrivateApi, around?: () => Around): Routes {
  const open = publicRoutes(reads, inside === undefined ? forNobody : forBoth(inside.token));
  const token = inside?.token ?? (async () => undefined);
  const site: Site | undefined = around && { around, viewerOf: (event) => viewerOf(event, token) };
  return {
    ...open,
    ...signInRoutes,
    ...(inside === undefined ? {} : privateRoutes(reads, inside)),
    ...(site === undefined ? {} : siteRoutes(site, RESOURCES, RAW_ANSWERS)),
    'GET /assets/{file}': later(async () => (await import('./assets.ts')).showAsset),
  };
}

/**
 * Answers 200 whatever the verdicts are: nothing is refused because of them.
 * @param around what the host gives to resources; without it only the addresses that are given their reads are answered
 */
export const createWeb = (reads: WebReads, inside?: PrivateApi, around?: () => Around) =>
  http({ routes: webRoutes(reads, inside, around), present });
