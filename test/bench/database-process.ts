/** The embedded database in a process of its own, so that its memory and its CPU are nobody else's. */
import { openDatabase } from '../../lib/local/database.ts';

const [, , table = 'bench', path] = process.argv;
const { endpoint } = await openDatabase(table, path);
process.send?.(endpoint);
process.on('disconnect', () => process.exit());
