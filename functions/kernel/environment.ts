/** The settings that hosts give and functions read; functions read them nowhere else. */
import { surroundings } from './surroundings.ts';

export const TABLE = 'SHIPSHAPE_TABLE';
export const BUS = 'SHIPSHAPE_BUS';
/** ARN of the secret that holds the token of the private API. */
export const API_TOKEN_SECRET = 'SHIPSHAPE_API_TOKEN_SECRET';
/** The token of the private API itself, on hosts without a store of secrets. */
export const API_TOKEN = 'SHIPSHAPE_API_TOKEN';
/** The ARNs of the secrets of webhooks, as JSON: `{"github": "arn:…"}`; other senders are not connected. */
export const WEBHOOK_SECRETS = 'SHIPSHAPE_WEBHOOK_SECRETS';
/** The secrets of one kind of sender, on hosts without a store of secrets: one a line, the current one first. */
export const webhookSecret = (source: string) => `SHIPSHAPE_SECRET_${source.toUpperCase()}`;
/** ARN of the secret that holds the token of GitHub's API. */
export const GITHUB_TOKEN_SECRET = 'SHIPSHAPE_GITHUB_TOKEN_SECRET';
/** The token of GitHub's API itself, on hosts without a store of secrets. */
export const GITHUB_TOKEN = 'SHIPSHAPE_GITHUB_TOKEN';
/** The address of GitHub's API, if it is not https://api.github.com. */
export const GITHUB_API = 'SHIPSHAPE_GITHUB_API';
/** ARN of the secret that holds the addresses of channels. */
export const CHANNELS_SECRET = 'SHIPSHAPE_CHANNELS_SECRET';
/** The addresses of channels themselves, as JSON, on hosts without a store of secrets. */
export const CHANNELS = 'SHIPSHAPE_CHANNELS';
/** ARN of the secret that holds the key that links are signed with. */
export const LINKS_KEY_SECRET = 'SHIPSHAPE_LINKS_KEY_SECRET';
/** The key that links are signed with, on hosts without a store of secrets. */
export const LINKS_KEY = 'SHIPSHAPE_LINKS_KEY';
/** ARN of the secret that holds the keys of sessions. */
export const SESSION_KEYS_SECRET = 'SHIPSHAPE_SESSION_KEYS_SECRET';
/** The keys that session cookies are encrypted with, one a line, the current one first, on hosts without a store of secrets. */
export const SESSION_KEYS = 'SHIPSHAPE_SESSION_KEYS';
/** The OIDC provider that people sign in at: the address that it names as its issuer. */
export const OIDC_ISSUER = 'SHIPSHAPE_OIDC_ISSUER';
/** What the provider calls this Shipshape. */
export const OIDC_CLIENT_ID = 'SHIPSHAPE_OIDC_CLIENT_ID';
/** ARN of the secret that holds what this Shipshape proves itself with at the provider. */
export const OIDC_CLIENT_SECRET_SECRET = 'SHIPSHAPE_OIDC_CLIENT_SECRET_SECRET';
/** The same itself, on hosts without a store of secrets. */
export const OIDC_CLIENT_SECRET = 'SHIPSHAPE_OIDC_CLIENT_SECRET';
/** The account of the catalog that somebody signs in as, made of claims: `oidc:{sub}` unless it is set. */
export const OIDC_ACCOUNT = 'SHIPSHAPE_OIDC_ACCOUNT';
/** Whom people ask who are signed in and not in the catalog: `the platform team, platform@example.com`. */
export const SIGN_IN_CONTACT = 'SHIPSHAPE_SIGN_IN_CONTACT';
/** `yes` where links sign people in, because there is no provider and the host prints them: on one machine only. */
export const SIGN_IN_LINKS = 'SHIPSHAPE_SIGN_IN_LINKS';
/** The hosts that messages may go to, separated by commas. */
export const ALLOWED_HOSTS = 'SHIPSHAPE_ALLOWED_HOSTS';
/** How mail is sent: `ses`, `smtp://…`, `smtps://…`, or `file:` and a folder. Without it none is. */
export const MAIL = 'SHIPSHAPE_MAIL';
/** The sender of mail. */
export const MAIL_FROM = 'SHIPSHAPE_MAIL_FROM';
/** The address of the pages, without a slash at its end: `https://shipshape.example.com`. A host sets it once it listens. */
export const PUBLIC_URL = 'SHIPSHAPE_URL';

/** A setting, read again for each use: a host may change it while the function runs. */
export const optional = (name: string): string | undefined => surroundings().environment[name] || undefined;
