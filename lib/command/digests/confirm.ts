/** `confirm`: somebody looked at records and found them still correct, or a team has done a step of its cadence. */

import { readRubric } from '../../../functions/catalog/model/import/wire.ts';
import type { UnverifiedRecord } from '../../../functions/digests/model/model.ts';
import { dayOf } from '../../../functions/grades/model/star.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { InputError } from '../input-error.ts';
import { withTargetReads } from '../open-target.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { OutgoingFact, TargetReads } from '../target.ts';
import { printable, progressOn, type Surroundings } from '../terminal.ts';
import { type ConfirmOptions, misfits, stepMisfit, type Wanted, wantedBy } from './confirmable.ts';
import { audienceFacts } from './teams.ts';

/** Why nothing was confirmed, and what to do. */
class ConfirmRefusedError extends InputError {
  override readonly name = 'ConfirmRefusedError';

  constructor(because: string) {
    super(`Nothing was said. ${because}`);
  }
}

/** What is said, as facts and in words. */
interface Saying {
  readonly facts: readonly OutgoingFact[];
  readonly lines: readonly string[];
  /** What they are called: `record`, `step`. */
  readonly of: string;
}

/** What a saying is made from. */
interface Scene {
  readonly reads: TargetReads;
  readonly speaker: Speaker;
  readonly options: ConfirmOptions;
  readonly now: string;
}

/** Lines of records that are printed. */
const MAX_LINES = 20;

export function runConfirm(
  around: Surroundings,
  records: readonly string[],
  options: ConfirmOptions,
): Promise<void> {
  const { terminal, now } = around;
  const wanted = wantedBy(records, options);
  return withTargetReads(around, options, async (target, reads) => {
    const refuse = (because: string) =>
      new ConfirmRefusedError(/[.?]$/.test(because) ? because : `${because}.`);
    const speaker = await speakerOf(reads, options.as, refuse);
    const { facts, lines, of } = await sayingOf(wanted, { reads, speaker, options, now });
    if (facts.length > 0) await target.publish(facts, progressOn(terminal, facts.length, 'facts'));
    for (const line of lines) terminal.out(printable(line));
    if (facts.length === 0) return;
    const isRecorded = await target.settled();
    const count = plural(facts.length, of);
    terminal.out(isRecorded ? `${count} confirmed.` : `${count} sent, and recorded in a moment.`);
  });
}

function sayingOf(wanted: Wanted, scene: Scene): Promise<Saying> {
  switch (wanted.kind) {
    case 'named':
      return recordsOf(wanted.records, wanted.records, scene);
    case 'all':
      return allOf(wanted.team, scene);
    case 'step':
      return stepOf(wanted, scene);
  }
}

async function allOf(team: string, scene: Scene): Promise<Saying> {
  const due = await scene.reads.due(team);
  if (due === undefined) {
    const { unknown } = await audienceFacts(scene.reads, { team });
    throw new ConfirmRefusedError(unknown?.message ?? `Team ${team} is retired, so it keeps no records.`);
  }
  if (due.records.length === 0) {
    const line = `Nothing is left to confirm: somebody looked at every record of team ${team} since ${dayOf(due.since)}.`;
    return { facts: [], lines: [line], of: 'record' };
  }
  const records = due.records.map(({ entity }) => entity);
  return recordsOf(records, due.records.map(lastLookedAt), scene);
}

function lastLookedAt({ entity, title, lastSeenAt }: UnverifiedRecord): string {
  const name = entity.endsWith(`:${title}`) ? '' : `  ${title}`;
  return `${entity}${name}, last looked at on ${dayOf(lastSeenAt)}`;
}

async function recordsOf(
  records: readonly string[],
  lines: readonly string[],
  { reads, speaker, options: { fields, comment }, now }: Scene,
): Promise<Saying> {
  const because = await misfits(reads, records, fields ?? []);
  if (because.length > 0) throw new ConfirmRefusedError(because.join('\n'));
  const left = lines.length - MAX_LINES;
  const what = fields === undefined ? '' : ` (${fields.join(', ')})`;
  return {
    facts: records.map((entity) =>
      saidFact('RecordVerified', 'confirm', { entity, fields, comment }, speaker, now),
    ),
    lines: [
      `${speaker.person} says that this is still correct${what}:`,
      ...lines.slice(0, MAX_LINES).map((line) => `  ${line}`),
      ...(left > 0 ? [`  and ${left.toLocaleString('en')} more`] : []),
    ],
    of: 'record',
  };
}

async function stepOf(
  wanted: Extract<Wanted, { kind: 'step' }>,
  { reads, speaker, now }: Scene,
): Promise<Saying> {
  const { team, step, period } = wanted;
  const { zone, unknown } = await audienceFacts(reads, { team });
  if (unknown !== undefined) throw new ConfirmRefusedError(unknown.message);
  const rules = (await readRubric(reads.page))?.record.cadence ?? [];
  const because = stepMisfit(wanted, rules, zone, now);
  if (because !== undefined) throw new ConfirmRefusedError(because);
  return {
    facts: [saidFact('CadenceCompleted', 'confirm', { team, step, period }, speaker, now)],
    lines: [`${speaker.person} says that the step ${step} of team ${team} is done for ${period}.`],
    of: 'step',
  };
}
