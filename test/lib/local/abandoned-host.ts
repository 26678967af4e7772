/** A host of its own process that accepts facts and never finishes them, for a test to kill. Its data directory is argument 1. */
import { startHost } from '../../../lib/local/host.ts';
import { fact, facts, wiring } from './stubs.ts';

const host = await startHost({
  data: process.argv[2],
  functions: [wiring({ subscriptions: [facts] })],
  handlers: () => () => {
    process.stdout.write('begun\n');
    return new Promise(() => {});
  },
});
await host.publish([fact('1'), fact('2')]);
