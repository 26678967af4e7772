/** What people ask for: that a message is sent again, and that a channel is tested. */
import { describe, expect, it } from '@jest/globals';
import { aDigest } from '../digests/model/a-digest.ts';
import { fact } from '../support/facts.ts';
import { channel, digestReady, minutesAfter, NOON, SLACK, type World, worldOn } from './world.ts';

const world = worldOn();

const LATER = minutesAfter(NOON, 60);

async function givenUp(to: World): Promise<string> {
  await to.tell(SLACK);
  await to.keep(aDigest);
  to.slack.behave({ status: 404 });
  await to.announce(digestReady());
  const [failed] = await to.failed();
  if (failed === undefined) throw new Error('nothing was given up');
  to.slack.behave('ok');
  return failed.id;
}

const retried = (message: string, at = LATER, id = 'retry') =>
  fact('MessageRetried', at, { channel: 'search-slack', message }, id);

describe('A message that was given up', () => {
  it('is sent again once, when somebody asks for it', async () => {
    const to = world();
    const id = await givenUp(to);
    await to.at(LATER);
    await to.announce(retried(id));
    expect(to.slack.got).toHaveLength(2);
    expect(await to.failed()).toEqual([]);
    await to.announce(retried(id), retried(id, LATER, 'another'));
    expect(to.slack.got).toHaveLength(2);
  });

  it('that fails again is given up again, and a repeat of the wish does not send it a third time', async () => {
    const to = world();
    const id = await givenUp(to);
    to.slack.behave({ status: 404 });
    await to.at(minutesAfter(LATER, 1));
    await to.announce(retried(id));
    await to.announce(retried(id));
    expect(to.slack.got).toHaveLength(2);
    expect(await to.failed()).toHaveLength(1);
  });

  it('to the manager of a team is sent again too', async () => {
    const { smtp, ...to } = world();
    const grace = { person: 'grace', name: 'Grace', email: 'grace@acme.example' };
    await to.tell(
      fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', contacts: { em: 'grace' } }),
      fact('PersonRegistered', '2024-01-01', grace),
      SLACK,
    );
    const digest = { ...aDigest, escalates: true };
    await to.keep(digest);
    smtp.behave({ code: 550 });
    await to.announce(digestReady(digest));
    const [failed] = await to.failed();
    expect(failed).toMatchObject({ channel: '', team: 'search' });
    smtp.behave('ok');
    await to.at(LATER);
    const wish = fact('MessageRetried', LATER, { team: 'search', message: failed?.id ?? '' });
    await to.announce(wish);
    await to.announce(wish);
    expect(smtp.got.map((mail) => mail.to)).toEqual([['grace@acme.example'], ['grace@acme.example']]);
    expect(await to.failed()).toEqual([]);
  });

  it('of another name is nothing', async () => {
    const to = world();
    await givenUp(to);
    await to.announce(retried('msg_other'));
    expect(to.slack.got).toHaveLength(1);
  });
});

describe('A test of a channel', () => {
  const asked = (id = 'test', at = NOON) => fact('ChannelTestRequested', at, { channel: 'search-slack' }, id);

  it('is sent on that channel, whatever it carries, and once', async () => {
    const to = world();
    await to.tell(channel('search-slack', { about: ['grades'] }), channel('other', { about: ['grades'] }));
    await to.announce(asked());
    await to.announce(asked());
    expect(to.slack.got.map(({ body }) => String(body))).toEqual([
      expect.stringContaining('This is a test of the channel'),
    ]);
  });

  it.each([
    [
      'that is muted',
      fact('ChannelMuted', '2024-04-01', { channel: 'search-slack', until: minutesAfter(NOON, 60) }),
    ],
    ['that is gone', fact('RecordRetired', '2024-04-01', { entity: 'channel:search-slack' })],
  ])('%s is not sent', async (_what, closed) => {
    const to = world();
    await to.tell(SLACK, closed);
    await to.announce(asked());
    expect(to.slack.got).toEqual([]);
    expect(await to.failed()).toEqual([]);
  });

  it('that was asked for long ago is not sent by a replay', async () => {
    const to = world();
    await to.tell(SLACK);
    await to.announce(asked('old', '2024-03-01'));
    expect(to.slack.got).toEqual([]);
  });
});
