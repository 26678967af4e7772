/** Watches the calls of a client, and lets some of them fail. */
import type { Store } from '../../functions/kernel/store/store.ts';

export interface Call {
  /** `PutCommand`, `QueryCommand`, ... */
  readonly command: string;
  readonly input: unknown;
}

type Clients = Pick<Store, 'documents'>;

/**
 * Gives the calls that were made while something was done.
 * @param before is told of each call first; what it throws is the call's error
 */
export async function callsDuring(
  { documents }: Clients,
  work: () => Promise<unknown>,
  before: (call: Call) => void = () => {},
): Promise<Call[]> {
  const calls: Call[] = [];
  const name = 'watch';
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const call = { command: commandName, input: args.input };
        calls.push(call);
        before(call);
        return next(args);
      },
    { step: 'initialize', name },
  );
  try {
    await work();
  } finally {
    documents.middlewareStack.remove(name);
  }
  return calls;
}
