import { readQuarantine } from '../ledger/quarantine.ts';
import { releaseReport, trainReports, unregistered } from '../ledger/reports.ts';
import { ledgerTable } from '../runtime/ledger.ts';
import { createWeb } from './app.ts';

const table = ledgerTable();

export const handler = createWeb({
  trains: () => trainReports(table),
  release: (id) => releaseReport(table, id),
  unregistered: () => unregistered(table),
  quarantined: () => readQuarantine(table),
});
