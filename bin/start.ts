/** `npm start`: Shipshape on this machine, with a demo where the ledger is still empty. */
import { InvalidArgumentError, Option, program } from 'commander';
import { DataDirectoryInUseError } from '../lib/local/data-directory.ts';
import { loadDemo } from '../lib/local/demo.ts';
import { findings } from '../lib/local/findings.ts';
import { startHost } from '../lib/local/host.ts';
import { PortTakenError } from '../lib/local/loopback.ts';

function toPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is between 0 and 65535.');
  return Number(text);
}

program
  .name('npm start --')
  .addOption(new Option('--port <number>', 'where the pages are').env('PORT').argParser(toPort).default(3000))
  .option('--data <directory>', 'what outlives this process', '.shipshape')
  .option('--memory', 'keep nothing')
  .parse();
const { port, data, memory } = program.opts<{ port: number; data: string; memory?: true }>();
const directory = memory ? undefined : data;

try {
  const host = await startHost({ port, data: directory });
  const stop = async () => {
    process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
    console.log('Finishing what is in flight… (Ctrl-C again stops at once)');
    await host.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (await loadDemo(host, directory)) console.log('The ledger was empty: it now holds the demo.');
  for (const line of await findings(host)) console.log(line);
  console.log(`Open ${host.address}`);
} catch (error) {
  if (!(error instanceof PortTakenError || error instanceof DataDirectoryInUseError)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof DataDirectoryInUseError ? 2 : 1;
}
