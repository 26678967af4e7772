/** `npm start`: Shipshape on this machine, with a demo where the ledger is still empty. */
import { Option, program } from 'commander';
import { toPort } from '../lib/local/listen.ts';
import { serve } from '../lib/local/serve.ts';

program
  .name('npm start --')
  .addOption(new Option('--port <number>', 'where the pages are').env('PORT').argParser(toPort).default(3000))
  .option('--host <address>', 'listen there, and not on this machine alone', '127.0.0.1')
  .option('--data <directory>', 'what outlives this process', '.shipshape')
  .option('--memory', 'keep nothing')
  .parse();
const { port, host, data, memory } = program.opts<{
  port: number;
  host: string;
  data: string;
  memory?: true;
}>();

await serve({ port, host, data: memory ? undefined : data }, process.env);
