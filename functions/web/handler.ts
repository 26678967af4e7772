import { ledgerTable } from '../ledger/ledger-table.ts';
import { quarantined, releaseReport, trainReports, unregistered } from '../ledger/reports.ts';
import { createWeb } from './app.ts';

const table = ledgerTable();

export const handler = createWeb({
  trains: () => trainReports(table),
  release: (id) => releaseReport(table, id),
  unregistered: () => unregistered(table),
  quarantined: () => quarantined(table),
});
