/** Where nothing goes, whatever is on the list of hosts: a listener on this machine counts who connects. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accessTo } from '../../../functions/kernel/outgoing/request.ts';
import { notify } from '../../../functions/notifications/notify/handler.ts';
import { slackSender } from '../../../functions/notifications/senders/over-http.ts';
import { channel, flagged, worldOn } from '../world.ts';

const world = worldOn();
const SLACK = channel('search-slack', { about: ['flagged'] });

describe('an address of Slack that leads inside', () => {
  let inside: Server;
  let connected: number;
  beforeEach(async () => {
    connected = 0;
    inside = createServer((socket) => {
      connected += 1;
      socket.destroy();
    }).listen(0, '::', () => {});
    await once(inside, 'listening');
  });
  afterEach(async () => {
    inside.close();
    await once(inside, 'close');
  });

  const port = () => {
    const address = inside.address();
    if (address === null || typeof address === 'string') throw new TypeError('A server listens on no port.');
    return address.port;
  };
  const INSIDE = [
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:127.0.0.1]:PORT/services/T0',
    'https://2130706433:PORT/services/T0',
    'https://0x7f.1:PORT/services/T0',
    'https://localhost.:PORT/services/T0',
    'https://localhost:PORT/services/T0',
    'http://127.0.0.1:PORT/services/T0',
  ];
  const withPort = (address: string) => address.replace('PORT', String(port()));
  /** As if somebody had put every host on the list, by its name: with its port it would be meant. */
  const listed = () => INSIDE.map((address) => new URL(withPort(address)).hostname);

  it.each(INSIDE)('%s is refused before anything connects, and the message parks', async (address) => {
    const { table, notifying, ...to } = world();
    const rendering = { table, pages: async () => ({ base: undefined, key: undefined }) };
    const slack = slackSender(rendering, {
      access: { ...accessTo(listed()), resolve: async () => ['127.0.0.1'] },
      addresses: async () => new Map([['search-slack', { url: withPort(address) }]]),
    });
    await to.tell(SLACK);
    await notify({ ...notifying, senders: { ...notifying.senders, slack } }, [flagged('one')]);
    const [failed] = await to.failed();
    expect(failed?.because).toMatch(
      /not on the public internet; nothing is sent there|only https addresses|not a host that may be/,
    );
    expect(failed?.because).not.toMatch(/services|meta-data/);
    expect(connected).toBe(0);
  });

  it.each(INSIDE)('%s that a redirect points to is not asked', async (address) => {
    const { slack, ...to } = world();
    slack.behave({ status: 307, headers: { Location: withPort(address) } });
    await to.tell(SLACK);
    await to.announce(flagged('one'));
    await to.later(60);
    expect(slack.got).toHaveLength(1);
    expect(await to.failed()).toMatchObject([
      { because: expect.stringContaining('redirects are not followed') },
    ]);
    expect(connected).toBe(0);
  });
});
