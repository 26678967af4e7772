/** The function `web` without its table: which address shows what, as a page for people and as JSON for programs. */
import type { Quarantined, ReleaseReport, TrainReport, Unregistered } from '../domain/report.ts';
import { AnswerableError, type Failure, type HttpAnswer, type HttpEvent, http } from '../runtime/http.ts';
import { idOf } from './addresses.ts';
import { document, STYLE_SOURCE } from './pages/document.tsx';
import { FailurePage } from './pages/failure-page.tsx';
import { QuarantinePage } from './pages/quarantine-page.tsx';
import { ReleasePage } from './pages/release-page.tsx';
import { ReleasesPage } from './pages/releases-page.tsx';

/** What is shown; read afresh for each request. */
export interface WebReads {
  trains(): Promise<readonly TrainReport[]>;
  release(id: string): Promise<ReleaseReport | undefined>;
  unregistered(): Promise<readonly Unregistered[]>;
  quarantined(): Promise<readonly Quarantined[]>;
}

class ReleaseUnknownError extends AnswerableError {
  override readonly name = 'ReleaseUnknownError';
  readonly status = 404;
  readonly code = 'RELEASE_UNKNOWN';
}

const page = (body: string, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
});

const json = (value: unknown, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

function present({ status, code, message }: Failure, event: HttpEvent): HttpAnswer {
  const path = event.requestContext.http.path;
  return path === '/api' || path.startsWith('/api/')
    ? json({ error: { code, message } }, status)
    : page(document(FailurePage({ status, message })), status);
}

async function wanted(reads: WebReads, event: HttpEvent): Promise<ReleaseReport> {
  const id = idOf(event.pathParameters?.release);
  const report = id === undefined ? undefined : await reads.release(id);
  if (report === undefined) throw new ReleaseUnknownError('No release of this name is known here.');
  return report;
}

/** Answers 200 whatever the verdicts are: nothing here refuses anything because of them. */
export function createWeb(reads: WebReads) {
  return http({
    gets: {
      '/': async () => page(document(ReleasesPage({ trains: await reads.trains() }))),
      '/releases/{release}': async (event) =>
        page(document(ReleasePage({ report: await wanted(reads, event) }))),
      '/quarantine': async () => {
        const [unregistered, quarantined] = await Promise.all([reads.unregistered(), reads.quarantined()]);
        return page(document(QuarantinePage({ unregistered, quarantined })));
      },
      '/api/releases': async () => json({ trains: await reads.trains() }),
      '/api/releases/{release}': async (event) => json(await wanted(reads, event)),
    },
    present,
    styleSource: STYLE_SOURCE,
  });
}
