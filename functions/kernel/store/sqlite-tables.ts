/** The table of the store in a SQLite database, and what it is asked. */
import type { DatabaseSync } from 'node:sqlite';
import { INDEXES, type IndexName } from './store.ts';

/** So many items are swept at once, for writes wait meanwhile. */
export const MAX_SWEPT = 1000;

/**
 * `body` is the JSON of an item without its key and its card: the card stands before the body, so that a listing reads no
 * more of a large item. The columns of an index are only set while the item stands in it. It is no table WITHOUT ROWID:
 * that one keeps rows in the tree of its keys, where each of more than a quarter page takes whole pages of its own (three
 * times the file and the time to write, with facts of a kilobyte).
 */
export function createSchema(connection: DatabaseSync): void {
  connection.exec(`
    CREATE TABLE IF NOT EXISTS items (
      pk TEXT NOT NULL, sk TEXT NOT NULL,
      list TEXT, listKey TEXT, link TEXT, linkKey TEXT, expiresAt REAL, revision REAL,
      card TEXT, body TEXT NOT NULL,
      PRIMARY KEY (pk, sk)
    );
    CREATE INDEX IF NOT EXISTS listing ON items (list, listKey, pk, sk) WHERE list IS NOT NULL;
    CREATE INDEX IF NOT EXISTS links ON items (link, linkKey, pk, sk) WHERE link IS NOT NULL;
    CREATE INDEX IF NOT EXISTS expiring ON items (expiresAt, pk, sk) WHERE expiresAt IS NOT NULL;
  `);
}

const COLUMNS = 'pk, sk, list, listKey, link, linkKey, expiresAt, revision, card, body';
const VALUES = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?';

/** The statements of a connection. All ranges are half open, `[from, end)`: the next page begins behind the last item. */
export function statements(connection: DatabaseSync) {
  const index = ({ partitionKey, sortKey, includes }: (typeof INDEXES)[IndexName]) => {
    const columns = ['pk', 'sk', partitionKey, sortKey, ...includes].join(', ');
    const select = `SELECT ${columns} FROM items WHERE ${partitionKey} = ?`;
    return {
      forward: connection.prepare(
        `${select} AND (${sortKey}, pk, sk) >= (?, ?, ?) AND ${sortKey} < ? ORDER BY ${sortKey}, pk, sk LIMIT ?`,
      ),
      reverse: connection.prepare(
        `${select} AND ${sortKey} >= ? AND (${sortKey}, pk, sk) < (?, ?, ?) ORDER BY ${sortKey} DESC, pk DESC, sk DESC LIMIT ?`,
      ),
    };
  };
  return {
    put: connection.prepare(
      `INSERT INTO items (${COLUMNS}) VALUES (${VALUES}) ON CONFLICT (pk, sk) DO UPDATE SET
       (list, listKey, link, linkKey, expiresAt, revision, card, body) =
       (excluded.list, excluded.listKey, excluded.link, excluded.linkKey, excluded.expiresAt, excluded.revision, excluded.card, excluded.body)`,
    ),
    putIfAbsent: connection.prepare(`INSERT OR IGNORE INTO items (${COLUMNS}) VALUES (${VALUES})`),
    putIfRevision: connection.prepare(
      `UPDATE items SET list = ?, listKey = ?, link = ?, linkKey = ?, expiresAt = ?, revision = ?, card = ?, body = ?
       WHERE pk = ? AND sk = ? AND revision = ?`,
    ),
    remove: connection.prepare('DELETE FROM items WHERE pk = ? AND sk = ?'),
    removeIfRevision: connection.prepare('DELETE FROM items WHERE pk = ? AND sk = ? AND revision = ?'),
    get: connection.prepare('SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk = ?'),
    query: {
      forward: connection.prepare(
        'SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk LIMIT ?',
      ),
      reverse: connection.prepare(
        'SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk DESC LIMIT ?',
      ),
    },
    list: { listing: index(INDEXES.listing), links: index(INDEXES.links) },
    scan: connection.prepare(
      'SELECT pk, sk, card, body FROM items WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?',
    ),
    sweep: connection.prepare(
      `DELETE FROM items WHERE (pk, sk) IN
        (SELECT pk, sk FROM items WHERE expiresAt < ? ORDER BY expiresAt LIMIT ${MAX_SWEPT})`,
    ),
  };
}
