/** The history of Sourcegraph's product data in a ledger of its own, imported commit by commit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACT_SOURCE } from '../../events/contract.ts';
import { differences } from '../../functions/catalog/model/import/differences.ts';
import { readKnown } from '../../functions/catalog/store/catalog.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { readFolder } from '../../lib/catalog/folder.ts';
import { store } from '../support/store.ts';
import { type Snapshot, snapshots, writeHandbook } from './handbook-history.ts';

export interface SourcegraphLedger {
  /** Imports the commits before a moment (UTC) that were not imported yet, in order. */
  importUntil(moment: string): Promise<void>;
  /** Removes the folder that commits are read from. */
  close(): Promise<void>;
}

export async function sourcegraphLedger(table: Store): Promise<SourcegraphLedger> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-sourcegraph-'));
  const waiting = snapshots();
  return {
    async importUntil(moment) {
      while (waiting[0] !== undefined && waiting[0].at < moment) {
        await importSnapshot(table, waiting[0], join(directory, 'catalog'));
        waiting.shift();
      }
    },
    close: () => rm(directory, { recursive: true }),
  };
}

/** A commit is imported as `shipshape import` does it: what it differs in from what is known becomes facts. */
async function importSnapshot(table: Store, snapshot: Snapshot, folder: string): Promise<void> {
  await writeHandbook(folder, snapshot);
  const { catalog } = await readFolder(folder);
  const { changes } = differences(await readKnown(table), catalog, snapshot.at, {
    renamed: snapshot.renamed,
  });
  await store(
    table,
    changes.map(({ fact: { type, detail } }) => ({ source: FACT_SOURCE, 'detail-type': type, detail })),
  );
}
