/** `review request`: submits a communication to its reviewers, whom the catalog knows. */
import { didYouMean } from '../../../events/nearest.ts';
import type { KnownRecord } from '../../../functions/catalog/model/import/known.ts';
import { readPeople, readTeams } from '../../../functions/catalog/model/import/wire.ts';
import { reviewersFor } from '../../../functions/reviews/model/reviewers.ts';
import { type ClassRule, classRuleOf, type ReviewRules } from '../../../functions/reviews/model/rules.ts';
import { unknown } from '../grades/show-grade.ts';
import { CommandRefusedError } from '../input-error.ts';
import { withTargetReads } from '../open-target.ts';
import { saidFact } from '../speaker.ts';
import type { TargetReads } from '../target.ts';
import { printable, type Surroundings } from '../terminal.ts';
import { publishAndShow, type SpeakingOptions, speakerOn } from './answer-review.ts';

export interface RequestOptions extends SpeakingOptions {
  readonly class: string;
  readonly subject: string;
  readonly team?: string;
  readonly feature?: string;
  /** Where the draft is. */
  readonly draft?: string;
  /** References. @default those of the catalog */
  readonly reviewer?: readonly string[];
}

/** @throws {CommandRefusedError} {InputError} */
export function runRequest(around: Surroundings, review: string, options: RequestOptions): Promise<void> {
  const { terminal, now } = around;
  return withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    await mustNotBeOpen(reads, review);
    const { rules } = await reads.reviews();
    const rule = ruleOf(rules, options);
    const { feature, draft: url, subject } = options;
    const team = options.team ?? (await teamOfFeature(reads, feature));
    const { reviewers, missing } = await reviewersOf(reads, rule, team, options);
    const fields = { review, changeClass: rule.changeClass, subject, reviewers, team, feature, url };
    const fact = saidFact('ReviewRequested', 'review', fields, speaker, now);
    const lines = await publishAndShow(target, reads, review, fact);
    terminal.out(printable(`${speaker.person} asks ${reviewers.join(', ')} to review ${review}.`));
    if (missing.length > 0)
      terminal.err(printable(`Nobody in the catalog has the role ${missing.join(' or ')}.`).concat('\n'));
    for (const line of lines) terminal.out(printable(line));
  });
}

/** A repeated request would restart the review with all of its days: that takes another name, or a resubmission. */
async function mustNotBeOpen(reads: TargetReads, review: string): Promise<void> {
  const { state } = (await reads.review(review)) ?? {};
  if (state === 'waiting')
    throw new CommandRefusedError(
      `The review ${review} waits for its reviewers already: see \`review list\`.`,
    );
  if (state === 'returned')
    throw new CommandRefusedError(
      `It is the author’s turn in the review ${review}: submit it to its reviewers again with \`review resubmit ${review}\`.`,
    );
}

function ruleOf(rules: ReviewRules, { class: changeClass, reviewer }: RequestOptions): ClassRule {
  const rule = classRuleOf(rules, changeClass);
  if (rule.isKnown || reviewer !== undefined) return rule;
  const names = rules.classes.map((each) => each.changeClass);
  const hint = didYouMean(changeClass, names, `, there are ${names.join(', ')}.`);
  throw new CommandRefusedError(
    `The rubric names no class ${changeClass}${hint} If that is the class you mean, name its reviewers: --reviewer person:ada`,
  );
}

async function teamOfFeature(reads: TargetReads, feature: string | undefined): Promise<string | undefined> {
  if (feature === undefined) return undefined;
  const report = await reads.grade(feature, {});
  if (report === undefined) throw await unknown(reads, feature);
  return report.team;
}

const present = <Record>(all: ReadonlyMap<string, KnownRecord<Record>>): Map<string, Record> =>
  new Map([...all].flatMap(([id, { record, isGone }]) => (isGone ? [] : [[id, record] as const])));

async function reviewersOf(
  reads: TargetReads,
  rule: ClassRule,
  team: string | undefined,
  { reviewer }: RequestOptions,
): Promise<ReturnType<typeof reviewersFor>> {
  const teams = present(await readTeams(reads.page));
  if (team !== undefined && !teams.has(team)) {
    const hint = didYouMean(team, [...teams.keys()], '.');
    throw new CommandRefusedError(`Nothing is known of a team ${team}${hint}`);
  }
  const people = present(await readPeople(reads.page));
  if (reviewer !== undefined) {
    for (const one of reviewer) mustBeSomebody(one, { person: [...people.keys()], team: [...teams.keys()] });
    return { reviewers: [...new Set(reviewer)], missing: [] };
  }
  const found = reviewersFor(rule.reviewers, team, { teams, people });
  if (found.reviewers.length > 0) return found;
  throw new CommandRefusedError(
    `Nobody was asked: nobody in the catalog has the role ${found.missing.join(' or ')}. Give it to somebody (roles in people.yml), or name the reviewers: --reviewer person:ada`,
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
  throw new CommandRefusedError(
    `Nobody was asked: nothing is known of a ${kind} ${id}${didYouMean(id, known[kind], '.')}`,
  );
}
