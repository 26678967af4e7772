/** `npm start`: Shipshape on this machine, with a demo where the ledger is still empty. */
import { InvalidArgumentError, Option, program } from 'commander';
import { serve } from '../lib/local/serve.ts';

const MAX_PORT = 65_535;

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new InvalidArgumentError(`A port is a number between 0 and ${MAX_PORT}.`);
}

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
