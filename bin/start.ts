/** `npm start`: `shipshape start` with the demo where the ledger is still empty. */
import { runOnTerminal } from '../lib/command/process.ts';

await runOnTerminal(['start', ...process.argv.slice(2)]);
