/** The provider of oidc-provider.ts, started and ended by a test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ProviderProcess {
  readonly issuer: string;
  register(client: { readonly id: string; readonly secret: string; readonly url: string }): Promise<void>;
  rotateKeys(): Promise<void>;
  stop(): Promise<void>;
}

export async function providerProcess(): Promise<ProviderProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('oidc-provider.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [issuer] = await once(createInterface({ input: child.stdout }), 'line');
  const post = async (path: string, body = '') => {
    const { ok } = await fetch(`${issuer}${path}`, { method: 'POST', body });
    if (!ok) throw new Error(`The provider did not take ${path}.`);
  };
  return {
    issuer,
    register: (client) => post('/test/client', JSON.stringify(client)),
    rotateKeys: () => post('/test/rotate'),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
