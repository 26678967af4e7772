/** The function `web` without its table: which address shows what, as a page for people and as JSON for programs. */

import { idOf } from '../domain/addresses.ts';
import type {
  DeliveriesReport,
  Quarantined,
  ReleaseReport,
  TrainReport,
  Trouble,
  Unregistered,
} from '../domain/report.ts';
import { type Failure, RequestRefusedError } from '../runtime/answerable.ts';
import { type HttpAnswer, type HttpEvent, http, type Routes } from '../runtime/http.ts';
import { json, page } from './answers.ts';
import { type Confirming, showConfirm, takeConfirm } from './confirm.ts';
import { DeliveriesPage } from './pages/deliveries-page.tsx';
import { document, STYLE_SOURCE } from './pages/document.tsx';
import { FailurePage } from './pages/failure-page.tsx';
import { QuarantinePage } from './pages/quarantine-page.tsx';
import { ReleasePage } from './pages/release-page.tsx';
import { ReleasesPage } from './pages/releases-page.tsx';
import { privately } from './private.ts';
import { type ReadCatalogPage, showCatalog } from './show-catalog.ts';
import { type DigestReads, digestRoutes, insideDigestRoutes } from './show-digests.ts';
import { type ReadGrade, type ReadMatrix, showGrade, showMatrix } from './show-grades.ts';
import { type Publish, takeFacts } from './take-facts.ts';

/** What is shown; read afresh for each request. */
export interface WebReads extends DigestReads {
  trains(): Promise<readonly TrainReport[]>;
  release(id: string): Promise<ReleaseReport | undefined>;
  unregistered(): Promise<readonly Unregistered[]>;
  quarantined(): Promise<readonly Quarantined[]>;
  troubles(): Promise<readonly Trouble[]>;
  deliveries(): Promise<DeliveriesReport>;
}

/** What is behind the token. */
export interface PrivateApi {
  /** What must be held; undefined where none is configured, and then none of it is there. */
  token(): Promise<string | undefined>;
  readonly publish: Publish;
  readonly catalogPage: ReadCatalogPage;
  readonly grade: ReadGrade;
  readonly matrix: ReadMatrix;
  readonly confirming: Confirming;
}

function present({ status, code, message }: Failure, event: HttpEvent): HttpAnswer {
  const path = event.requestContext.http.path;
  return path === '/api' || path.startsWith('/api/')
    ? json({ error: { code, message } }, status)
    : page(document(FailurePage({ status, message })), status);
}

async function wanted(reads: WebReads, event: HttpEvent): Promise<ReleaseReport> {
  const id = idOf(event.pathParameters?.release);
  const report = id === undefined ? undefined : await reads.release(id);
  if (report === undefined)
    throw new RequestRefusedError(404, 'RELEASE_UNKNOWN', 'No release of this name is known here.');
  return report;
}

const publicRoutes = (reads: WebReads): Routes => ({
  'GET /': async () => page(document(ReleasesPage({ trains: await reads.trains() }))),
  'GET /releases/{release}': async (event) =>
    page(document(ReleasePage({ report: await wanted(reads, event) }))),
  'GET /deliveries': async () => page(document(DeliveriesPage(await reads.deliveries()))),
  'GET /quarantine': async () => {
    const [unregistered, quarantined, troubles] = await Promise.all([
      reads.unregistered(),
      reads.quarantined(),
      reads.troubles(),
    ]);
    return page(document(QuarantinePage({ unregistered, quarantined, troubles })));
  },
  ...digestRoutes(reads),
  'GET /api/releases': async () => json({ trains: await reads.trains() }),
  'GET /api/releases/{release}': async (event) => json(await wanted(reads, event)),
});

const privateRoutes = (reads: WebReads, inside: PrivateApi): Routes => {
  const { token, publish, catalogPage, grade, matrix, confirming } = inside;
  const own = insideDigestRoutes(reads);
  return {
    'POST /api/facts': privately(token, takeFacts(publish)),
    'GET /api/catalog/{section}': privately(token, showCatalog(catalogPage)),
    'GET /api/grades/{feature}': privately(token, showGrade(grade)),
    'GET /api/matrix': privately(token, showMatrix(matrix)),
    'GET /api/reviews': privately(token, own['GET /api/reviews']),
    'GET /api/reviews/{review}': privately(token, own['GET /api/reviews/{review}']),
    'GET /api/due': privately(token, own['GET /api/due']),
    'GET /confirm/{token}': showConfirm(confirming),
    'POST /confirm/{token}': takeConfirm(confirming),
  };
};

/** Answers 200 whatever the verdicts are: nothing here refuses anything because of them. */
export function createWeb(reads: WebReads, inside?: PrivateApi) {
  const routes = { ...publicRoutes(reads), ...(inside === undefined ? {} : privateRoutes(reads, inside)) };
  return http({ routes, present, styleSource: STYLE_SOURCE });
}
