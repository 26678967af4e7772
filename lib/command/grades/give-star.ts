/** `star`: someone says that a feature has earned a star, has not, or that it does not apply. */
import { mayGrant } from '../../../functions/grades/model/policy.ts';
import type { GradeReport } from '../../../functions/grades/model/report.ts';
import {
  type SaidWord,
  type Side,
  STAR_FACTS,
  saidWords,
} from '../../../functions/grades/model/statements.ts';
import { CommandMisusedError, InputError } from '../input-error.ts';
import { withTargetReads } from '../open-target.ts';
import { saidFact, speakerOf } from '../speaker.ts';
import type { OutgoingFact, TargetOptions } from '../target.ts';
import { ended, printable, type Surroundings } from '../terminal.ts';
import { unknown } from './show-grade.ts';
import { signOf } from './signs.ts';

export interface StarOptions extends TargetOptions {
  readonly side?: Side;
  readonly comment?: string;
  /** The address of what proves it. */
  readonly evidence?: string;
  readonly na?: boolean;
  readonly revoke?: boolean;
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

/** The policy says no, and what to do. */
export class StarRefusedError extends InputError {
  override readonly name = 'StarRefusedError';
}

/** What did not happen when it is refused. */
const REFUSED: Readonly<Record<SaidWord, string>> = {
  granted: 'No star was given',
  revoked: 'No star was taken back',
  'not-applicable': 'Nothing was recorded',
};

/** @throws {StarRefusedError} {InputError} */
export function runStar(
  around: Surroundings,
  feature: string,
  category: string,
  options: StarOptions,
): Promise<void> {
  const { terminal } = around;
  const word = wordOf(options);
  return withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOf(reads, options.as, (because) => refusal(word, because));
    const report = await reads.grade(feature, {});
    if (report === undefined) throw await unknown(reads, feature);
    const speech = { word, ...(options.side === undefined ? {} : { side: options.side }) };
    const answer = mayGrant(speaker.actor, category, report, report.rubric, speech);
    if (!answer.may) throw refusal(word, answer.because);
    const said = { feature: report.feature, category, side: answer.side, word, person: speaker.person };
    await target.publish([starFact(said, report, options, around.now)], () => {});
    const isRecorded = await target.settled();
    for (const line of answerLines(said, isRecorded ? await reads.grade(report.feature, {}) : undefined))
      terminal.out(printable(line));
  });
}

const refusal = (word: SaidWord, because: string) =>
  new StarRefusedError(ended(`${REFUSED[word]}: ${because}`));

function wordOf({ na, revoke, comment }: StarOptions): SaidWord {
  if (na && revoke) throw new CommandMisusedError('--na and --revoke are two different things to say.');
  if (na && !comment)
    throw new CommandMisusedError('--na needs a reason: --comment "why it does not apply".');
  if (na) return 'not-applicable';
  return revoke ? 'revoked' : 'granted';
}

interface Said {
  readonly feature: string;
  readonly category: string;
  readonly side: Side;
  readonly word: SaidWord;
  readonly person: string;
}

/** @throws {CommandMisusedError} when the fact would not be understood, which names the option that is off */
function starFact(
  { feature, category, side, word, person }: Said,
  { rubric }: GradeReport,
  { comment, evidence }: StarOptions,
  now: string,
): OutgoingFact {
  const fields = { feature, category, side, rubricVersion: rubric?.version, comment, evidence };
  return saidFact(STAR_FACTS[word], 'star', fields, { person }, now);
}

function answerLines(
  { feature, category, side, word, person }: Said,
  report: GradeReport | undefined,
): string[] {
  const line = `${person} ${saidWords(word, category, feature)}, for the ${side === 'team' ? 'team' : 'author'}.`;
  const star = report?.grade?.stars.find((each) => each.category === category);
  if (report?.grade === undefined || star === undefined)
    return [`${line} It is sent, and recorded in a moment.`];
  const { earned, of } = report.grade;
  return [line, `${signOf(star)} ${star.title}: ${star.because}`, `${feature} has ${earned} of ${of} stars.`];
}
