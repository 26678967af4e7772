/** The command: `npm run shipshape -- …`, or `shipshape …` where the package is installed. */
import { runOnTerminal } from '../lib/command/process.ts';

await runOnTerminal(process.argv.slice(2));
