/** The settings that functions read. Hosts give them, functions ask for them here, and nowhere else. */
import { surroundings } from './surroundings.ts';

/** Name of the table. */
export const TABLE = 'SHIPSHAPE_TABLE';
/** Name of the event bus. */
export const BUS = 'SHIPSHAPE_BUS';
/** ARN of the secret that holds the token of the private API; where there is one, it is asked. */
export const API_TOKEN_SECRET = 'SHIPSHAPE_API_TOKEN_SECRET';
/** The token of the private API itself, on hosts without a store of secrets. */
export const API_TOKEN = 'SHIPSHAPE_API_TOKEN';
/** Where the store has the secrets of webhooks, as JSON: `{"github": "arn:…"}`; a sender that it does not name is not connected. */
export const WEBHOOK_SECRETS = 'SHIPSHAPE_WEBHOOK_SECRETS';
/**
 * The secrets of one kind of sender themselves, on hosts without a store: `SHIPSHAPE_SECRET_GITHUB`. One a line, the
 * current one first. Asked again for each delivery: the host changes it when a secret is replaced.
 */
export const webhookSecret = (source: string) => `SHIPSHAPE_SECRET_${source.toUpperCase()}`;
/** ARN of the secret that holds the token of GitHub's API. */
export const GITHUB_TOKEN_SECRET = 'SHIPSHAPE_GITHUB_TOKEN_SECRET';
/** The token of GitHub's API itself, on hosts without a store of secrets. */
export const GITHUB_TOKEN = 'SHIPSHAPE_GITHUB_TOKEN';
/** Where GitHub's API is, when it is another than https://api.github.com. */
export const GITHUB_API = 'SHIPSHAPE_GITHUB_API';
/** ARN of the secret that holds the addresses of channels. */
export const CHANNELS_SECRET = 'SHIPSHAPE_CHANNELS_SECRET';
/** The addresses of channels themselves, as JSON, on hosts without a store of secrets. Asked again for each use: the host changes it when its file changes. */
export const CHANNELS = 'SHIPSHAPE_CHANNELS';
/** ARN of the secret that links are signed with. */
export const LINKS_KEY_SECRET = 'SHIPSHAPE_LINKS_KEY_SECRET';
/** What links are signed with itself, on hosts without a store of secrets. */
export const LINKS_KEY = 'SHIPSHAPE_LINKS_KEY';
/** The hosts that messages may go to, separated by commas. */
export const ALLOWED_HOSTS = 'SHIPSHAPE_ALLOWED_HOSTS';
/** How mail goes out: `ses`, `smtp://…`, `smtps://…`, or `file:` and a folder. Where it is not set, none does. */
export const MAIL = 'SHIPSHAPE_MAIL';
/** Whom mail is from. */
export const MAIL_FROM = 'SHIPSHAPE_MAIL_FROM';
/** Where people find the pages, without a slash at its end: `https://shipshape.example.com`. Asked again for each use: a host knows it only once it listens. */
export const PUBLIC_URL = 'SHIPSHAPE_URL';

/** A setting; undefined where the host has no use for it. */
export const optional = (name: string): string | undefined => surroundings().environment[name] || undefined;
