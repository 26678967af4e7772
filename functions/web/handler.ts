import { readCatalogPage } from '../ledger/catalog.ts';
import { deliveriesReport } from '../ledger/deliveries-report.ts';
import { readGradeReport } from '../ledger/grade-report.ts';
import { readMatrix } from '../ledger/matrix.ts';
import { readQuarantine } from '../ledger/quarantine.ts';
import { releaseReport, trainReports, unregistered } from '../ledger/reports.ts';
import { ledgerTable } from '../runtime/ledger.ts';
import { publishFacts } from '../runtime/publish.ts';
import { apiToken } from '../runtime/secrets.ts';
import { createWeb } from './app.ts';

const table = ledgerTable();
const now = () => new Date().toISOString();

export const handler = createWeb(
  {
    trains: () => trainReports(table),
    release: (id) => releaseReport(table, id),
    unregistered: () => unregistered(table),
    quarantined: () => readQuarantine(table),
    deliveries: () => deliveriesReport(table, now()),
  },
  {
    token: apiToken,
    publish: (facts) => publishFacts(facts),
    catalogPage: (section, after) => readCatalogPage(table, section, after),
    grade: (feature, { asOf = now(), since }) => readGradeReport(table, feature, { at: asOf, since }),
    matrix: (wanted) => readMatrix(table, { ...wanted, now: now() }),
  },
);
