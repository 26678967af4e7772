import {
  channelTest,
  mute as muteSaid,
  snoozable,
  snooze as snoozeSaid,
} from '../../../catalog/model/statements/notices.ts';
import type { Statement } from '../../../catalog/model/statements/statement.ts';
import { refusal, StatementIncompleteError } from '../../../catalog/model/statements/statement.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import { retried } from '../../../notifications/model/retried.ts';
import { failedMessages } from '../../../notifications/store/outbox.ts';
import { readReview } from '../../../reviews/store/reviews.ts';
import { type Action, type Field, filled, reason, type Scene, UNTIL, type Values } from '../action.ts';
import { statingIn } from '../basis.ts';

const CHANNEL: Field = {
  name: 'channel',
  label: 'Channel',
  hint: 'Its id, like search-news.',
  as: 'line',
  isRequired: true,
};
const ENTITY: Field = {
  name: 'entity',
  label: 'Of what',
  hint: 'Like team:search, feature:code-search or review:launch-post.',
  as: 'line',
  isRequired: true,
};

const messages = () => '/internal/messages';
const OF_CHANNEL =
  'The people of its team, or of the teams of its org; of a channel to everybody, the approvers of the rubric.';

export const mute: Action = {
  title: 'Mute a channel',
  about: 'Nothing is sent on it until then, and what would have been sent is not sent later.',
  who: OF_CHANNEL,
  fields: [CHANNEL, { ...UNTIL, isRequired: true }, reason(false)],
  make: async (scene, { channel = '', until, reason: why }) =>
    muteSaid(await statingIn(scene, { channel }), { channel, until, reason: why }),
  opposite: ({ channel }) => ({ action: 'unmute', values: filled({ channel }) }),
  page: messages,
};

export const unmute: Action = {
  title: 'Let a channel send again',
  about: 'Messages go out on it again from now on.',
  who: OF_CHANNEL,
  fields: [CHANNEL, reason(false)],
  make: async (scene, { channel = '', reason: why }) =>
    muteSaid(await statingIn(scene, { channel }), { channel, reason: why }),
  opposite: ({ channel }) => ({ action: 'mute', values: filled({ channel }) }),
  page: messages,
};

const OF_ENTITY =
  'The people of the team, the authors of a feature, and of a review who asked for it and who is asked.';

async function snoozed(scene: Scene, { entity = '', until, reason: why }: Values): Promise<Statement> {
  const about = snoozable(entity);
  if (about.kind === 'review' && (await readReview(scene.store, about.id, scene.now)) === undefined)
    throw refusal(`nobody requested a review ${about.id}`);
  const named = about.kind === 'review' ? {} : { [about.kind]: about.id };
  const stating = await statingIn(scene, named, about.kind === 'review' ? [about] : []);
  return snoozeSaid(stating, about, { until, reason: why });
}

function entityPage({ entity = '' }: Values): string {
  try {
    const { kind, id } = snoozable(entity);
    return pageAddress(kind, id);
  } catch (error) {
    if (error instanceof StatementIncompleteError) return '/due';
    throw error;
  }
}

export const snooze: Action = {
  title: 'Snooze reminders',
  about: 'Nobody is reminded of it until then. It stays due.',
  who: OF_ENTITY,
  fields: [ENTITY, { ...UNTIL, isRequired: true }, reason(false)],
  make: snoozed,
  opposite: ({ entity }) => ({ action: 'unsnooze', values: filled({ entity }) }),
  page: entityPage,
};

export const unsnooze: Action = {
  title: 'Remind again',
  about: 'People are reminded of it again from now on.',
  who: OF_ENTITY,
  fields: [ENTITY, reason(false)],
  make: snoozed,
  opposite: ({ entity }) => ({ action: 'snooze', values: filled({ entity }) }),
  page: entityPage,
};

export const testChannel: Action = {
  title: 'Test a channel',
  about: 'A test message is sent on it.',
  who: 'Everybody in the catalog.',
  fields: [CHANNEL],
  make: async (scene, { channel = '' }) => channelTest(await statingIn(scene, { channel }), channel),
  opposite: () => undefined,
  page: messages,
};

export const retry: Action = {
  title: 'Send a message again',
  about: 'A message that was given up is sent again.',
  who: 'Everybody in the catalog.',
  fields: [
    {
      name: 'message',
      label: 'Message',
      hint: 'Its id, as the page of messages has it.',
      as: 'line',
      isRequired: true,
    },
  ],
  make: async ({ store }, { message = '' }) => retried(message, await failedMessages(store)),
  opposite: () => undefined,
  page: messages,
};
