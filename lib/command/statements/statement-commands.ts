/**
 * The commands by which people state something about the work, and take it back: each has its opposite as an option
 * (`--withdraw`, `--off`, `--unknown`) or as a command beside it.
 */
import { Argument, type Command, type Option } from 'commander';
import { stage } from '../../../events/fields.ts';
import { toUntil, zoneOf } from '../grades/words.ts';
import { toId } from '../options.ts';
import { shared, withSpeaker, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addStatementCommands(program: Command, around: Surroundings): void {
  addReleaseStatements(program, around);
  addFeatureStatements(program, around);
  addNotices(program, around);
  addMessages(program, around);
}

const saying = (command: Command): Command => withSpeaker(command).addOption(shared('evidence'));

function addReleaseStatements(program: Command, around: Surroundings): void {
  saying(
    program
      .command('exempt')
      .argument('<project>', 'its id', toId)
      .argument('[release]', 'by id or version', toId),
  )
    .description('excuse a project from shipping, in one release or until a moment; or take that back')
    .addOption(shared('reason', 'why'))
    .addOption(untilOption(around, 'every release that is cut until then'))
    .addOption(shared('withdraw', 'the exemption ends; without a release, the only one that there is'))
    .action(async (project, release, options) =>
      (await import('./exempt.ts')).runExempt(around, project, release, options),
    );
  saying(
    program
      .command('ship')
      .argument('<feature>', 'its id', toId)
      .argument('<release>', 'by id or version', toId),
  )
    .description('declare that a feature shipped in a release; or take it out of the release')
    .addOption(shared('project', "whose shipment it is; the feature's without it"))
    .addOption(shared('on', 'it is on by default'))
    .addOption(shared('off', 'it is behind a feature flag, off by default'))
    .addOption(shared('withdraw', 'it did not ship, or does not any more; needs a --reason'))
    .addOption(shared('reason', 'why it is withdrawn'))
    .action(async (feature, release, options) =>
      (await import('./ship.ts')).runShip(around, feature, release, options),
    );
  saying(
    program
      .command('plan')
      .argument('<project>', 'its id', toId)
      .argument('<release>', 'by id or version', toId),
  )
    .description('state what a project plans to ship in a release; or that it no longer does')
    .addOption(shared('feature', 'what it plans to ship'))
    .addOption(shared('on', 'on by default'))
    .addOption(shared('off', 'behind a feature flag, off by default'))
    .addOption(shared('withdraw', 'it is not planned any more'))
    .addOption(shared('reason', 'why it is withdrawn'))
    .action(async (project, release, options) =>
      (await import('./plan.ts')).runPlan(around, project, release, options),
    );
}

function addFeatureStatements(program: Command, around: Surroundings): void {
  const load = () => import('./feature-statements.ts');
  const about = (name: string) => program.command(name).argument('<feature>', 'its id', toId);
  const ofStage = () => shared('stage').choices(stage().options);
  saying(
    about('record')
      .argument('<key>', 'what was measured', toId)
      .argument('[value]', 'a number, true, false or a text'),
  )
    .description('record a value that the rules of stars go by')
    .option('--text', 'the value is a text, also where it looks like a number')
    .option('--unknown', 'what was recorded does not hold any more')
    .action(async (feature, key, value, options) =>
      (await load()).runRecord(around, feature, key, value, options),
    );
  saying(about('enroll').argument('<account>', 'an opaque reference', toId))
    .description('enrol an account in an early stage of a feature')
    .addOption(ofStage())
    .action(async (feature, account, options) => (await load()).runEnroll(around, feature, account, options));
  saying(about('leave').argument('<account>', 'an opaque reference', toId))
    .description('take the enrolment of an account back')
    .addOption(ofStage())
    .action(async (feature, account, options) => (await load()).runLeave(around, feature, account, options));
  saying(
    about('enrollment')
      .addArgument(new Argument('<stage>').choices(stage().options))
      .addArgument(new Argument('<turn>').choices(['open', 'close'])),
  )
    .description('open or close an early stage of a feature to accounts')
    .action(async (feature, named, turn, options) =>
      (await load()).runEnrollment(around, feature, named, turn, options),
    );
}

function addNotices(program: Command, around: Surroundings): void {
  const load = () => import('./notices.ts');
  saying(program.command('mute').argument('<channel>', 'its id', toId))
    .description('send nothing on a channel until a moment; or send again')
    .addOption(untilOption(around, 'until when'))
    .addOption(shared('off', 'it ends now'))
    .addOption(shared('reason', 'why'))
    .action(async (channel, options) => (await load()).runMute(around, channel, options));
  saying(program.command('snooze').argument('<entity>', 'team:search, feature:code-search, review:launch'))
    .description('remind nobody of a team, a feature or a review until a moment; or remind again')
    .addOption(untilOption(around, 'until when'))
    .addOption(shared('off', 'it ends now'))
    .addOption(shared('reason', 'why'))
    .action(async (entity, options) => (await load()).runSnooze(around, entity, options));
}

function addMessages(program: Command, around: Surroundings): void {
  const load = () => import('./messages.ts');
  const message = program.command('message').description('what could not be sent');
  withTargetOptions(message.command('list'))
    .description('print the messages that were given up, and why')
    .addOption(shared('json'))
    .action(async (options) => (await load()).runMessages(around, options));
  saying(message.command('retry').argument('<id>', 'of the message', toId))
    .description('send a message again that was given up')
    .action(async (id, options) => (await load()).runRetry(around, id, options));
  saying(
    program
      .command('channel')
      .description('whether channels work')
      .command('test')
      .argument('<channel>', 'its id', toId),
  )
    .description('send a test message on a channel')
    .action(async (channel, options) => (await load()).runTest(around, channel, options));
}

const untilOption = ({ now, environment }: Surroundings, description: string): Option =>
  shared('until', `${description}; a day means its end in your time zone`).argParser(
    toUntil(now, zoneOf(environment)),
  );
