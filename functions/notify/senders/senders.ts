/** The ways of sending that this function's host gave it. */

import type { Store } from '../../kernel/store/store.ts';
import type { Message } from '../../ledger/messages.ts';
import { channelAddresses } from '../../runtime/channel-addresses.ts';
import { ALLOWED_HOSTS, optional, PUBLIC_URL } from '../../runtime/environment.ts';
import { githubApi, githubToken } from '../../runtime/github-token.ts';
import { linksKey } from '../../runtime/links-secret.ts';
import { accessTo } from '../../runtime/outgoing/request.ts';
import type { Sender } from '../notifying.ts';
import { emailSender } from './email.ts';
import { githubSender } from './github/github.ts';
import { mailing } from './mail/mailing.ts';
import { slackSender } from './slack.ts';
import { webhookSender } from './webhook.ts';

const DEFAULT_HOSTS = 'hooks.slack.com,api.github.com';

/** Asked anew each time: what the host gives can change. */
export function sendersOf(table: Store): Readonly<Record<Message['kind'], Sender>> {
  const hosts = (optional(ALLOWED_HOSTS) ?? DEFAULT_HOSTS).split(',').map((host) => host.trim());
  const access = accessTo(hosts);
  const pages = async () => ({ base: optional(PUBLIC_URL), key: await linksKey() });
  const rendering = { table, pages };
  const http = { access, addresses: channelAddresses };
  return {
    slack: slackSender({ ...http, rendering }),
    webhook: webhookSender(http),
    email: emailSender(rendering, mailing()),
    github: githubSender({ rendering, access, base: githubApi(), token: githubToken }),
  };
}
