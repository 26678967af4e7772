/** What people say of a review: that it is asked for, what they answer, and whose turn it is. */
import { didYouMean } from '../../../events/nearest.ts';
import type { ReviewAnswer } from '../../catalog/model/review.ts';
import {
  refusal,
  type Speaker,
  type Statement,
  StatementIncompleteError,
} from '../../catalog/model/statements/statement.ts';
import type { ReviewReport } from './report.ts';
import { answersFor, reviewersFor } from './reviewers.ts';
import { type ClassRule, classRuleOf, type ReviewRules } from './rules.ts';

/** What each answer does, as a sentence says it. */
export const ANSWER_WORDS: Readonly<Record<ReviewAnswer, string>> = {
  approve: 'approves',
  comment: 'comments',
  object: 'objects',
  'nothing-to-note': 'has nothing to note',
};

interface Commented {
  readonly comment?: string | undefined;
}

/** @throws {StatementIncompleteError} */
export function answered(
  speaker: Speaker,
  report: ReviewReport,
  { answer, comment }: Commented & { readonly answer: ReviewAnswer },
): Statement {
  if (answer === 'object' && comment === undefined)
    throw new StatementIncompleteError('comment', 'An objection needs what to change', 'the price is wrong');
  return {
    facts: [{ type: 'ReviewAnswered', fields: { review: report.review, answer, comment } }],
    words: ANSWER_WORDS[answer],
    next: isAsked(speaker, report)
      ? undefined
      : 'They are not a reviewer, so it is shown beside the answers of the reviewers',
  };
}

function isAsked({ actor }: Speaker, { reviewers }: ReviewReport): boolean {
  const delegate = { names: new Set(actor.names.map((name) => name.toLowerCase())), teams: actor.teams };
  return reviewers.some(({ reviewer }) => answersFor(delegate, reviewer));
}

/** @throws {StatementRefusedError} when they have not answered */
export function answerTakenBack(speaker: Speaker, report: ReviewReport, { comment }: Commented): Statement {
  const by = answeredAs(speaker, report);
  if (by === undefined) throw refusal(`${speaker.person} has not answered ${report.review}`);
  return {
    facts: [{ type: 'ReviewAnswerWithdrawn', fields: { review: report.review, by, comment } }],
    words: 'takes their answer back',
  };
}

/** The reference under which their last answer was given. */
function answeredAs(
  { actor }: Speaker,
  { reviewers, others, submittedAt }: ReviewReport,
): string | undefined {
  const all = [...reviewers.flatMap(({ said }) => said ?? []), ...others];
  const own = all.filter(({ by, at }) => by !== undefined && actor.names.includes(by) && at >= submittedAt);
  return own.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.by;
}

export const returned = ({ review }: Pick<ReviewReport, 'review'>, { comment }: Commented): Statement => ({
  facts: [{ type: 'ReviewReturned', fields: { review, comment } }],
  words: 'gives it back to its author',
});

export const resubmitted = ({ review }: Pick<ReviewReport, 'review'>, { comment }: Commented): Statement => ({
  facts: [{ type: 'ReviewResubmitted', fields: { review, comment } }],
  words: 'puts it before its reviewers again',
});

export interface ReviewAsked {
  readonly review: string;
  readonly changeClass: string;
  readonly subject: string;
  /** That of the feature without it. */
  readonly team?: string | undefined;
  readonly feature?: string | undefined;
  /** Where the draft is. */
  readonly url?: string | undefined;
  /** References. @default those of the catalog */
  readonly reviewers?: readonly string[] | undefined;
}

/** What a request is made from: people and teams that are present. */
export interface Reviewing extends Readonly<Record<'people' | 'teams', ReadonlyMap<string, unknown>>> {
  readonly people: Parameters<typeof reviewersFor>[2]['people'];
  readonly teams: Parameters<typeof reviewersFor>[2]['teams'];
  readonly rules: ReviewRules;
  /** The review that has the name already. */
  readonly before?: Pick<ReviewReport, 'state'> | undefined;
}

/** @throws {StatementRefusedError} */
export function requested(asked: ReviewAsked, reviewing: Reviewing): Statement {
  const { review, subject, team, feature, url } = asked;
  mustNotBeOpen(review, reviewing);
  const rule = ruleOf(reviewing.rules, asked);
  const { reviewers, missing } = reviewersOf(rule, asked, reviewing);
  return {
    facts: [
      {
        type: 'ReviewRequested',
        fields: { review, changeClass: rule.changeClass, subject, reviewers, team, feature, url },
      },
    ],
    words: `asks ${reviewers.join(', ')} to review ${review}`,
    next: missing.length === 0 ? undefined : `Nobody in the catalog has the role ${missing.join(' or ')}`,
  };
}

/** A repeated request would restart the review with all of its days: that takes another name, or a resubmission. */
function mustNotBeOpen(review: string, { before }: Reviewing): void {
  if (before?.state === 'waiting') throw refusal(`the review ${review} waits for its reviewers already`);
  if (before?.state === 'returned')
    throw refusal(
      `it is the author’s turn in the review ${review}: submit it to its reviewers again with \`review resubmit ${review}\``,
    );
}

function ruleOf(rules: ReviewRules, { changeClass, reviewers }: ReviewAsked): ClassRule {
  const rule = classRuleOf(rules, changeClass);
  if (rule.isKnown || reviewers !== undefined) return rule;
  const names = rules.classes.map((each) => each.changeClass);
  const hint = didYouMean(changeClass, names, `, there are ${names.join(', ')}.`);
  throw refusal(
    `the rubric names no class ${changeClass}${hint} If that is the class you mean, name its reviewers, like person:ada`,
  );
}

function reviewersOf(rule: ClassRule, { team, reviewers }: ReviewAsked, { people, teams }: Reviewing) {
  if (team !== undefined && !teams.has(team))
    throw refusal(`nothing is known of a team ${team}${didYouMean(team, [...teams.keys()], '.')}`);
  if (reviewers !== undefined) {
    for (const one of reviewers) mustBeSomebody(one, { person: [...people.keys()], team: [...teams.keys()] });
    return { reviewers: [...new Set(reviewers)], missing: [] };
  }
  const found = reviewersFor(rule.reviewers, team, { teams, people });
  if (found.reviewers.length > 0) return found;
  throw refusal(
    `nobody in the catalog has the role ${found.missing.join(' or ')}. Give it to somebody (roles in people.yml), or name the reviewers, like person:ada`,
  );
}

/** A review would wait for somebody who can never answer. Of accounts the catalog need not know. */
function mustBeSomebody(
  reference: string,
  known: { readonly person: readonly string[]; readonly team: readonly string[] },
): void {
  const [kind = '', ...rest] = reference.split(':');
  if (kind !== 'person' && kind !== 'team') return;
  const id = rest.join(':');
  if (known[kind].includes(id)) return;
  throw refusal(`nothing is known of a ${kind} ${id}${didYouMean(id, known[kind], '.')}`);
}
