/** The ways of sending on this host. Each is loaded, with what lays its letters out, when a message is to be sent that way. */
import { ALLOWED_HOSTS, CHANNELS_SECRET, optional, PUBLIC_URL } from '../../kernel/environment.ts';
import { githubApi, githubToken, linksKey } from '../../kernel/secrets.ts';
import type { Store } from '../../kernel/store/store.ts';
import { channelAddresses, folderIn } from '../channel-addresses.ts';
import { refused, type Sender } from '../notify/letter.ts';
import type { Message } from '../store/messages.ts';
import { mailing } from './mail/mailing.ts';
import type { Rendering } from './rendering.ts';

const DEFAULT_HOSTS = 'hooks.slack.com,api.github.com';

/**
 * Loads a sender with its first letter. A channel whose address is a folder gets its letters there, whatever its kind is.
 * @param isRepeatable as of the sender itself
 */
const laterWith =
  (rendering: Rendering) =>
  (isRepeatable: boolean, load: () => Promise<Sender>): Sender => ({
    isRepeatable,
    prepare: async (letter) => {
      const url = (await channelAddresses()).get(letter.message.channel)?.url ?? '';
      const folder = folderIn(url);
      if (folder === undefined) return (await load()).prepare(letter);
      if (optional(CHANNELS_SECRET) !== undefined)
        return refused('this host has no folders: write messages into a folder on one machine');
      return (await import('./by-folder.ts')).writeInto(folder, rendering, letter);
    },
  });

/** Read again each time: the host may change its settings. */
export function sendersOf(table: Store): Readonly<Record<Message['kind'], Sender>> {
  const hosts = (optional(ALLOWED_HOSTS) ?? DEFAULT_HOSTS).split(',').map((host) => host.trim());
  const access = async () => (await import('../../kernel/outgoing/request.ts')).accessTo(hosts);
  const overHttp = async () => ({ access: await access(), addresses: channelAddresses });
  const pages = async () => ({ base: optional(PUBLIC_URL), key: await linksKey() });
  const rendering = { table, pages };
  const later = laterWith(rendering);
  const mail = mailing();
  return {
    slack: later(false, async () =>
      (await import('./over-http.ts')).slackSender(rendering, await overHttp()),
    ),
    webhook: later(true, async () => (await import('./over-http.ts')).webhookSender(await overHttp())),
    email: later('transport' in mail && mail.transport.isRepeatable, async () =>
      (await import('./email.ts')).emailSender(rendering, mail),
    ),
    github: later(true, async () => {
      const { githubSender } = await import('./github/github.ts');
      return githubSender({ rendering, access: await access(), base: githubApi(), token: githubToken });
    }),
  };
}
