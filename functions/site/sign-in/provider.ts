/**
 * Signing in at an OIDC provider: an authorization code with PKCE, state and nonce. The provider is asked only while
 * somebody signs in or out, and is discovered anew each time, so keys and addresses that it changes are no outage here.
 */
import type * as oidc from 'openid-client';
import { AnswerableError, RequestRefusedError, UnavailableError } from '../../kernel/http/answers.ts';
import { oidcClientSecret } from '../../kernel/secrets.ts';
import type { ProviderSettings } from './settings.ts';

/** For each request to the provider: three of them fit into one of ours. */
const TIMEOUT_SECONDS = 4;
/** How far the provider's clock may be from ours. */
const SKEW_SECONDS = 60;

/** What is remembered of a sign-in until the provider sends the browser back. */
export interface UnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Claims = Readonly<Record<string, unknown>>;

const library = () => import('openid-client');

const callbackOf = ({ publicUrl }: ProviderSettings) => `${publicUrl}/sign-in/callback`;

/** @param again whether somebody else shall sign in @throws {AnswerableError} */
export async function begin(
  provider: ProviderSettings,
  again: boolean,
): Promise<{ readonly address: string; readonly underWay: UnderWay }> {
  const client = await library();
  const config = await discovered(client, provider);
  const verifier = client.randomPKCECodeVerifier();
  const underWay = { state: client.randomState(), nonce: client.randomNonce(), verifier };
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: callbackOf(provider),
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: underWay.state,
    nonce: underWay.nonce,
    ...(again && { prompt: 'login' }),
  });
  return { address: address.href, underWay };
}

/** @param query of the address that the provider sent the browser to @throws {AnswerableError} */
export async function finish(
  provider: ProviderSettings,
  query: string,
  { state, nonce, verifier }: UnderWay,
): Promise<Claims> {
  const client = await library();
  const config = await discovered(client, provider);
  const answered = new URL(`${callbackOf(provider)}?${query}`);
  return asked(client, async () => {
    const tokens = await client.authorizationCodeGrant(config, answered, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims: Claims = tokens.claims() ?? {};
    const { sub } = claims;
    if (typeof claims.email === 'string' || typeof sub !== 'string') return claims;
    if (config.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await client.fetchUserInfo(config, tokens.access_token, sub)), ...claims };
  });
}

/** Where the provider ends its own session; undefined where it has no such address, or is down. */
export async function endAddress(provider: ProviderSettings): Promise<string | undefined> {
  const client = await library();
  try {
    const config = await discovered(client, provider);
    if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(config, { post_logout_redirect_uri: `${provider.publicUrl}/` }).href;
  } catch {
    return undefined;
  }
}

async function discovered(
  client: typeof oidc,
  { issuer, clientId }: ProviderSettings,
): Promise<oidc.Configuration> {
  const secret = await oidcClientSecret().catch((cause: unknown) => {
    throw down({ cause });
  });
  const server = new URL(issuer);
  return asked(client, () =>
    client.discovery(
      server,
      clientId,
      { ...(secret !== undefined && { client_secret: secret }), [client.clockTolerance]: SKEW_SECONDS },
      secret === undefined ? client.None() : undefined,
      {
        timeout: TIMEOUT_SECONDS,
        // Signatures are checked although the token comes over TLS; `http:` is a provider on this machine.
        execute: [
          client.enableNonRepudiationChecks,
          ...(server.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    ),
  );
}

const down = (options?: ErrorOptions) =>
  new UnavailableError(
    'PROVIDER_DOWN',
    'The provider that people sign in at cannot be reached at the moment. Public pages go on; try to sign in again in half a minute.',
    30,
    options,
  );

async function asked<Result>(client: typeof oidc, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(client, error);
  }
}

/** The library's errors hold claims, codes and addresses: only what kind of failure it was gets any further. */
function failureOf(client: typeof oidc, error: unknown): AnswerableError {
  const [name, code] = namesIn(error);
  const cause = new Error(`${name} ${code}`);
  if (error instanceof client.AuthorizationResponseError)
    return new RequestRefusedError(
      403,
      'SIGN_IN_DENIED',
      `The provider did not sign you in (${shown(error.error)}).`,
    );
  if (error instanceof client.ResponseBodyError)
    return error.error === 'invalid_grant'
      ? new RequestRefusedError(
          400,
          'SIGN_IN_OVER',
          'This sign-in was used already, or took too long. Begin it again.',
        )
      : new AnswerableError(
          503,
          'PROVIDER_REFUSES',
          `The provider does not accept this Shipshape (${shown(error.error)}). Whoever runs it checks its client id and secret.`,
          {},
          { cause },
        );
  if (UNVERIFIED.test(code))
    return new RequestRefusedError(
      400,
      'SIGN_IN_UNVERIFIED',
      `What the provider answered could not be verified (${shown(code)}), so nobody was signed in. Begin again.`,
    );
  return down({ cause });
}

/** What the library calls an answer that is not what it should be, and not a provider that is down. */
const UNVERIFIED =
  /^OAUTH_(INVALID_RESPONSE|JWT_|KEY_SELECTION|MISSING_|JSON_ATTRIBUTE|DUPLICATE|UNSUPPORTED)|^ERR_INVALID_ARG/;

const namesIn = (error: unknown): [name: string, code: string] => [
  error instanceof Error ? error.name : typeof error,
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '',
];

/** A code as the standards have them; anything else is text from outside. */
const shown = (code: string): string => (/^\w{1,60}$/.test(code) ? code : 'without a reason');
