/** The commands of reviews: requesting one, answering it, and listing whose turn it is. */
import { Argument, type Command, Option } from 'commander';
import { reviewAnswer } from '../../../functions/catalog/model/review.ts';
import { toId, toReference } from '../options.ts';
import { shared, withSpeaker, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';

/** One more reviewer. */
const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  toReference(text),
];

/** Adds them to the program. What each does is loaded when it is used. */
export function addReviewCommands(program: Command, around: Surroundings): void {
  const review = program
    .command('review')
    .description('have a communication reviewed, answer, and see whose turn it is');
  addRequest(review, around);
  addAnswers(review, around);
  withTargetOptions(review.command('list'))
    .description('print the open reviews: whose turn it is, and how much time is left')
    .addOption(shared('team', 'those of one team'))
    .addOption(shared('json'))
    .action(async (options) => (await import('./show-reviews.ts')).runList(around, options));
}

function addRequest(review: Command, around: Surroundings): void {
  withSpeaker(review.command('request').argument('<id>', 'a name for it', toId))
    .description('submit a communication to its reviewers, whom the catalog knows')
    .addOption(
      new Option('--class <class>', 'its change class: blog-post, press')
        .argParser(toId)
        .makeOptionMandatory(),
    )
    .requiredOption('--subject <text>', 'what it is about')
    .addOption(shared('team', 'the team that owns it; the team of its feature without this option'))
    .addOption(shared('feature', 'the feature that it is about'))
    .option('--draft <address>', 'where its draft is')
    .addOption(
      new Option(
        '--reviewer <reference>',
        'who reviews it instead of those in the catalog; repeat for each',
      ).argParser(collect),
    )
    .action(async (id, options) => (await import('./request-review.ts')).runRequest(around, id, options));
}

function addAnswers(review: Command, around: Surroundings): void {
  const about = (name: string) =>
    withSpeaker(review.command(name).argument('<id>', 'of the review', toId)).addOption(shared('comment'));
  const load = () => import('./answer-review.ts');
  about('answer')
    .addArgument(new Argument('<answer>').choices(reviewAnswer().options))
    .description('answer as a reviewer; an objection needs a --comment')
    .action(async (id, answer, options) => (await load()).runAnswer(around, id, answer, options));
  about('withdraw-answer')
    .description('take your last answer back; what you had answered before holds again')
    .action(async (id, options) => (await load()).runWithdrawAnswer(around, id, options));
  about('return')
    .description('give it back to its author: the clock stands still')
    .action(async (id, options) => (await load()).runReturn(around, id, options));
  about('resubmit')
    .description('submit it to its reviewers again: the clock goes on with what was left')
    .action(async (id, options) => (await load()).runResubmit(around, id, options));
}
