/**
 * A real OIDC provider on this machine, as a process of its own: `node test/support/oidc-provider.ts`. It prints where it is,
 * and begins once a client is registered with `POST /test/client`. Anybody signs in there, with any name and password.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import Provider from 'oidc-provider';
import * as z from 'zod';

const client = z.object({ id: z.string(), secret: z.string(), url: z.string() });

let keys = 0;
function newKeys() {
  keys += 1;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: `key-${keys}`, use: 'sig', alg: 'RS256' }],
  };
}

const providerFor = (issuer: string, { id, secret, url }: z.infer<typeof client>) =>
  new Provider(issuer, {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: [`${url}/sign-in/callback`],
        post_logout_redirect_uris: [`${url}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, email: `${sub}@shop.example`, email_verified: !sub.startsWith('un') }),
    }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['the-key-of-the-provider'] },
    jwks: newKeys(),
  });

let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
let registered: z.infer<typeof client> | undefined;

const server = createServer(async (request, response) => {
  const address = server.address();
  const issuer = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  if (request.url === '/test/client') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    registered = client.parse(JSON.parse(Buffer.concat(chunks).toString()));
  }
  if (!request.url?.startsWith('/test/')) return answer(request, response);
  // Registered again, it has other keys.
  if (registered !== undefined) answer = providerFor(issuer, registered).callback();
  response.writeHead(204).end();
});

server.listen(0, 'localhost', () => {
  const address = server.address();
  process.stdout.write(`http://localhost:${typeof address === 'object' ? address?.port : ''}\n`);
});
