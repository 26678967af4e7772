/** `npm start`: Shipshape on this machine, with a demo where the ledger is still empty. */
import { Option, program } from 'commander';
import { DataDirectoryInUseError } from '../lib/local/data-directory.ts';
import { greeting } from '../lib/local/greeting.ts';
import { startHost } from '../lib/local/host.ts';
import { PortTakenError, toPort } from '../lib/local/port.ts';
import { SecretUnusableError } from '../lib/local/secret-file.ts';
import { SettingUnusableError } from '../lib/setting.ts';

program
  .name('npm start --')
  .addOption(new Option('--port <number>', 'where the pages are').env('PORT').argParser(toPort).default(3000))
  .option('--data <directory>', 'what outlives this process', '.shipshape')
  .option('--memory', 'keep nothing')
  .parse();
const { port, data, memory } = program.opts<{ port: number; data: string; memory?: true }>();
const directory = memory ? undefined : data;
let stopping = false;

try {
  const host = await startHost({ port, data: directory });
  const stop = async () => {
    // Asked twice: whoever is in a hurry is not waited for, and the journal keeps what is unfinished.
    if (stopping) process.exit(130);
    stopping = true;
    console.log('Finishing what is in flight… (Ctrl-C again stops at once)');
    await host.stop();
    // All is done: nothing that is still open is waited for.
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  for await (const line of greeting(host, directory, process.env)) console.log(line);
} catch (error) {
  const known = [PortTakenError, DataDirectoryInUseError, SecretUnusableError, SettingUnusableError];
  const isKnown = error instanceof Error && known.some((kind) => error instanceof kind);
  if (!stopping) console.error(isKnown ? error.message : error);
  if (!stopping) process.exit(error instanceof DataDirectoryInUseError ? 2 : 1);
}
