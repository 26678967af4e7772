import { describe, expect, it } from '@jest/globals';
import type { Notifying } from '../../functions/notifications/notify/deliver.ts';
import { notify, sendDue } from '../../functions/notifications/notify/handler.ts';
import type { Sender } from '../../functions/notifications/notify/letter.ts';
import { aDigest } from '../digests/model/a-digest.ts';
import { callsDuring } from '../support/calls.ts';
import { fact } from '../support/facts.ts';
import { channel, digestReady, minutesAfter, SLACK, type World, worldOn } from './world.ts';

const world = worldOn();

class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** A process that dies at a step: before a call of the table, or right before or after the sending itself. */
interface Steps {
  at: number;
  passed: number;
}

const strike = (steps: Steps) => {
  steps.passed += 1;
  if (steps.passed >= steps.at) throw new CrashError(`at step ${steps.passed}`);
};

const dying = (sender: Sender, steps: Steps): Sender => ({
  isRepeatable: sender.isRepeatable,
  async prepare(letter) {
    const sending = await sender.prepare(letter);
    if (typeof sending !== 'function') return sending;
    return async () => {
      strike(steps);
      const sent = await sending();
      strike(steps);
      return sent;
    };
  },
});

const mortal = (notifying: Notifying, steps: Steps): Notifying => ({
  ...notifying,
  senders: {
    slack: dying(notifying.senders.slack, steps),
    email: dying(notifying.senders.email, steps),
    webhook: dying(notifying.senders.webhook, steps),
    github: dying(notifying.senders.github, steps),
  },
});

/** Once dead, nothing that is still on its way reaches the table. */
async function dieAt(to: World, step: number): Promise<number> {
  const steps = { at: step, passed: 0 };
  const work = () => notify(mortal(to.notifying, steps), [digestReady()]).catch(() => {});
  await callsDuring(to.table, work, () => strike(steps));
  return steps.passed;
}

/** What happens afterwards, whether or not the process died: the queue hands it over again, and the schedule looks. */
async function recover(to: World): Promise<void> {
  await to.announce(digestReady());
  for (let turn = 0; turn < 12; turn += 1) await to.later(5);
  await to.announce(digestReady());
}

const TEAM = fact('TeamRegistered', '2024-01-01', {
  team: 'search',
  title: 'Search',
  email: 'search@acme.example',
});
const onGithub = { kind: 'github', repository: 'acme/app' } as const;

const CHANNELS = [
  ['Slack', SLACK, ({ slack }: World) => slack.got.length, 2],
  ['e-mail', channel('mail', { kind: 'email' }), ({ smtp }: World) => smtp.got.length, 2],
  [
    'a comment on GitHub',
    channel('issue', { ...onGithub, issue: 7 }),
    ({ github }: World) => github.comments.length,
    1,
  ],
  [
    'a check on GitHub',
    channel('check', { ...onGithub, ref: 'main' }),
    ({ github }: World) => github.checks.length,
    1,
  ],
] as const;

/** More than any delivery has. */
const STEPS = 26;
const everyStep = Array.from({ length: STEPS }, (_none, step) => step + 1);

describe.each(CHANNELS)('A crash on the way to %s', (_name, registered, arrived, most) => {
  it.each(everyStep)(
    'at step %i leads to one message, or to the one repeat that nobody can rule out',
    async (step) => {
      const to = world();
      await to.tell(TEAM, registered);
      await to.keep(aDigest);
      const passed = await dieAt(to, step);
      if (step === STEPS) expect(passed).toBeLessThan(STEPS);
      // The branch moves on in the meantime.
      to.github.head = 'b'.repeat(40);
      await recover(to);
      expect(arrived(to)).toBeGreaterThanOrEqual(1);
      expect(arrived(to)).toBeLessThanOrEqual(passed < step ? 1 : most);
      expect(await to.recent(String(registered.detail.channel))).toMatchObject([{ state: 'sent' }]);
    },
  );
});

/** It is sent, and the process dies before that is known. */
const breakingOff = (sender: Sender): Sender => ({
  isRepeatable: sender.isRepeatable,
  async prepare(letter) {
    const sending = await sender.prepare(letter);
    if (typeof sending !== 'function') return sending;
    return async () => {
      await sending();
      throw new CrashError('after sending');
    };
  },
});

describe('A message whose sending breaks off each time', () => {
  it.each([
    ['Slack', SLACK, { posts: 2, writes: 0 }],
    ['GitHub', channel('issue', { ...onGithub, issue: 7 }), { posts: 0, writes: 1 }],
  ] as const)('to %s is given up, and it is said that it is unknown', async (_name, registered, wanted) => {
    const to = world();
    const { slack, github } = to.notifying.senders;
    const senders = { ...to.notifying.senders, slack: breakingOff(slack), github: breakingOff(github) };
    const broken = { ...to.notifying, senders };
    await to.tell(registered);
    await to.keep(aDigest);
    await notify(broken, [digestReady()]);
    for (let turn = 1; turn <= 12; turn += 1)
      await sendDue({ ...broken, now: () => minutesAfter(to.now(), turn * 6) });
    expect({ posts: to.slack.got.length, writes: to.github.writes.length }).toEqual(wanted);
    expect(await to.failed()).toMatchObject([{ because: expect.stringMatching(/^it is unknown/) }]);
  });
});
