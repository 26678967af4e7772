/** What was announced, and every few minutes what waits: both are told through the channels. */
import type { Context, SQSEvent } from 'aws-lambda';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { scheduleHandler } from '../../kernel/bus/schedule.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { sendersOf } from '../senders/senders.ts';
import { notify, sendDue } from './notify.ts';
import type { Notifying } from './notifying.ts';

function notifying(): Notifying {
  const table = surroundings().store;
  return { table, now: () => new Date().toISOString(), random: Math.random, senders: sendersOf(table) };
}

const onAnnouncements = queueHandler((entries) => notify(notifying(), entries));
const onSchedule = scheduleHandler(() => sendDue(notifying()));

const isFromQueue = (event: unknown): event is SQSEvent =>
  typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);

export const handler = (event: unknown, context: Context) =>
  isFromQueue(event) ? onAnnouncements(event, context) : onSchedule(event, context);
