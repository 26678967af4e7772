/** `start`: Shipshape on this machine, until it is stopped. `npm start` is the same. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { PUBLIC_URL } from '../../../functions/kernel/environment.ts';
import { shared } from '../shared-options.ts';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

const MAX_PORT = 65_535;

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new InvalidArgumentError(`A port is a number between 0 and ${MAX_PORT}.`);
}

interface Options {
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string;
  readonly trustProxy?: string;
  readonly data?: string;
  readonly memory?: true;
  readonly demo?: true;
}

/** Adds it to the program. The host is loaded when it is used. */
export function addStartCommand(program: Command, { environment }: Surroundings): void {
  program
    .command('start')
    .description('run Shipshape on this machine, until it is stopped')
    .addOption(
      new Option('--port <number>', 'where the pages are').env('PORT').argParser(toPort).default(3000),
    )
    .option('--host <address>', 'listen there, and not for this machine alone', '127.0.0.1')
    .option('--public-url <address>', `the address of the pages behind a proxy; ${PUBLIC_URL} without it`)
    .option('--trust-proxy <addresses>', 'whose X-Forwarded headers count: 127.0.0.1,10.0.0.0/8')
    .addOption(shared('data', `what outlives this process (default: "${DEFAULT_DATA}")`))
    .addOption(new Option('--memory', 'keep nothing').conflicts('data'))
    .option('--demo', 'load the demo into a new directory; without --data it is loaded anyway')
    .action(async ({ port, host, publicUrl, trustProxy, data, memory, demo }: Options) => {
      const { serve } = await import('../../local/serve.ts');
      const options = {
        ...{ port, host, data: memory ? undefined : (data ?? DEFAULT_DATA) },
        ...{
          isNamed: data !== undefined,
          demo: demo === true,
          quiet: program.opts<{ quiet?: true }>().quiet === true,
        },
      };
      await serve(options, {
        ...environment,
        ...(publicUrl !== undefined && { [PUBLIC_URL]: publicUrl }),
        ...(trustProxy !== undefined && { SHIPSHAPE_TRUST_PROXY: trustProxy }),
      });
    });
}
