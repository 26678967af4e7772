/** An OIDC provider on this machine that answers as a test tells it to: late, wrongly, with other keys, or not at all. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, SignJWT } from 'jose';

export interface CrookedProvider {
  readonly issuer: string;
  /** What the next answers are; a test changes it. */
  how: {
    /** Of the ID token, over the proper ones; `undefined` leaves one out. */
    claims: Record<string, unknown>;
    /** Seconds by which its clock is ahead. */
    ahead: number;
    /** Signs with a key that it does not publish. */
    forges: boolean;
    /** What the endpoint of tokens answers instead: an OAuth error. */
    refuses: string | undefined;
    /** Answers of any kind are 500. */
    isBroken: boolean;
    hasLogout: boolean;
    /** What its endpoint of user information adds. */
    userinfo: Record<string, unknown>;
  };
  /** The paths that were asked. */
  readonly asked: string[];
  /** New keys; the old ones are published no longer. */
  rotate(): void;
  /** What a browser does there: signs in. @returns the address that it is sent back to */
  authorize(address: string): string;
  close(): Promise<void>;
}

const plain = (): CrookedProvider['how'] => ({
  claims: {},
  ahead: 0,
  forges: false,
  refuses: undefined,
  isBroken: false,
  hasLogout: true,
  userinfo: {},
});

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

let keys = 0;
function newKey(): Key {
  keys += 1;
  return { kid: `key-${keys}`, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

/** @param port 0 for any */
export async function crookedProvider(clientId: string): Promise<CrookedProvider> {
  let key = newKey();
  const codes = new Map<string, URLSearchParams>();
  const asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The provider has no port.');
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider: CrookedProvider = {
    issuer,
    how: plain(),
    asked,
    rotate: () => {
      key = newKey();
    },
    authorize: (at) => {
      const wanted = new URL(at).searchParams;
      const code = `code-${codes.size}`;
      codes.set(code, wanted);
      const back = new URL(wanted.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', wanted.get('state') ?? '');
      return back.href;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', issuer).pathname;
    asked.push(path);
    const { how } = provider;
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (how.isBroken) return void json({ oh: 'no' }, 500);
    if (path === '/.well-known/openid-configuration')
      return void json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/me`,
        ...(how.hasLogout && { end_session_endpoint: `${issuer}/logout` }),
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['ES256'],
      });
    if (path === '/keys')
      return void json({
        keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid, alg: 'ES256', use: 'sig' }],
      });
    if (path === '/me') return void json({ sub: 'sub-1', ...how.userinfo });
    if (path === '/token') return void (await token(request, json));
    json({}, 404);
  }

  async function token(
    request: IncomingMessage,
    json: (value: unknown, status?: number) => unknown,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const { how } = provider;
    if (how.refuses !== undefined) return void json({ error: how.refuses }, 400);
    const code = form.get('code') ?? '';
    const wanted = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (wanted === undefined || wanted.get('code_challenge') !== challenge)
      return void json({ error: 'invalid_grant' }, 400);
    const at = Math.floor(Date.now() / 1000) + how.ahead;
    const proper = {
      iss: issuer,
      aud: clientId,
      sub: 'sub-1',
      nonce: wanted.get('nonce'),
      iat: at,
      exp: at + 300,
      email: 'mira@shop.example',
      email_verified: true,
    };
    const claims = Object.fromEntries(
      Object.entries({ ...proper, ...how.claims }).filter(([, value]) => value !== undefined),
    );
    const signer = how.forges ? newKey() : key;
    const id = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .sign(signer.privateKey);
    json({ access_token: 'access-token-1', token_type: 'Bearer', expires_in: 60, id_token: id });
  }
  return provider;
}
