import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Announcement } from '../../../events/catalogue.ts';
import { check } from '../../../functions/check/handler.ts';
import { tick } from '../../../functions/clock/tick.ts';
import { grade } from '../../../functions/grade/handler.ts';
import { readKnown } from '../../../functions/ledger/catalog.ts';
import type { LedgerTable } from '../../../functions/ledger/ledger-table.ts';
import { readQuarantine } from '../../../functions/ledger/quarantine.ts';
import { releaseReport, trainReports, unregistered } from '../../../functions/ledger/reports.ts';
import { record } from '../../../functions/record/handler.ts';
import { documentsAt } from '../../../functions/runtime/table.ts';
import { type Database, openDatabase } from '../../../lib/local/database.ts';
import { functions } from '../../../lib/wiring.ts';
import { story } from '../../faults/story.ts';

const NOW = '2024-08-13T00:00:00.000Z';

let database: Database;
/** The calls that each function made on the table, and whether any went to an index. */
const made = new Map<string, { readonly actions: Set<string>; indexes: boolean }>();

/** The table as one function reaches it. */
function tableOf(name: string): LedgerTable {
  const calls = { actions: new Set<string>(), indexes: false };
  made.set(name, calls);
  const documents = documentsAt(database.endpoint);
  documents.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        calls.actions.add(String(commandName).replace(/Command$/, ''));
        if ('IndexName' in args.input) calls.indexes = true;
        return next(args);
      },
    { step: 'initialize' },
  );
  return { documents, name: 'shipshape' };
}

beforeAll(async () => {
  database = await openDatabase('shipshape');
  const waiting: Announcement[] = [];
  const announce = async (all: readonly Announcement[]) => void waiting.push(...all);
  const [recording, checking, grading, ticking, showing] = [
    tableOf('record'),
    tableOf('check'),
    tableOf('grade'),
    tableOf('clock'),
    tableOf('web'),
  ];
  const settle = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const entries = [{ 'detail-type': next.type, detail: next.detail }];
      if (next.type === 'LedgerAdvanced' || next.type === 'CheckRequested')
        await check({ table: checking, announce }, entries);
      if (next.type === 'GradeRequested') await grade({ table: grading, announce, now: NOW }, entries);
    }
  };
  for (const entry of story) {
    await record(recording, announce, entry, NOW);
    await settle();
  }
  const planned = {
    source: 'shipshape',
    'detail-type': 'ReleaseScheduled',
    detail: {
      version: 1,
      id: 'planned',
      occurredAt: '2024-04-02T00:00:00Z',
      release: '3.0',
      train: 'server',
      kind: 'major',
      branchCutAt: '2024-04-30T00:00:00Z',
    },
  };
  await record(recording, announce, planned, NOW);
  await settle();
  await tick({ table: ticking, announce, now: '2024-04-20T00:00:00.000Z' });
  await trainReports(showing);
  await releaseReport(showing, '1.2');
  await unregistered(showing);
  await readQuarantine(showing);
  await readKnown(showing);
});
afterAll(() => database.close());

it.each(functions.map((each) => [each.name, each] as const))(
  '%s is granted the calls that it makes on the table, and no others',
  (name, wired) => {
    const calls = made.get(name);
    expect([...(calls?.actions ?? [])].sort()).toEqual([...wired.table].sort());
    expect(calls?.indexes).toBe(wired.indexes);
  },
);
