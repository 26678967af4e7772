/** `star`: someone says that a feature has earned a star, has not, or that it does not apply. */
import type { GradeReport } from '../../../functions/grades/model/report.ts';
import { starSaid } from '../../../functions/grades/model/star-statement.ts';
import type { SaidWord, Side } from '../../../functions/grades/model/statements.ts';
import { CommandMisusedError } from '../input-error.ts';
import { type StatingOptions, withTargetReads } from '../open-target.ts';
import { speakerOf } from '../speaker.ts';
import { asCommand, factsOf, refusal } from '../statements/statement.ts';
import { printable, type Surroundings } from '../terminal.ts';
import { unknown } from './show-grade.ts';
import { signOf } from './words.ts';

export interface StarOptions extends StatingOptions {
  readonly side?: Side;
  readonly comment?: string;
  /** The address of what proves it. */
  readonly evidence?: string;
  readonly na?: boolean;
  readonly revoke?: boolean;
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

/** What did not happen when it is refused. */
const REFUSED: Readonly<Record<SaidWord, string>> = {
  granted: 'No star was given',
  revoked: 'No star was taken back',
  'not-applicable': 'Nothing was recorded',
};

/** @throws {CommandRefusedError} {CommandMisusedError} {InputError} */
export function runStar(
  around: Surroundings,
  feature: string,
  category: string,
  options: StarOptions,
): Promise<void> {
  const { terminal } = around;
  const word = wordOf(options);
  const refused = REFUSED[word];
  return withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOf(reads, options.as, (because) => refusal(because, refused));
    const report = await reads.grade(feature, {});
    if (report === undefined) throw await unknown(reads, feature);
    const { side, comment, evidence } = options;
    const statement = await asCommand(refused, async () =>
      starSaid(speaker, report, report.rubric, { category, word, side, comment }),
    );
    await target.publish(factsOf(statement, 'star', speaker, evidence, around.now), () => {});
    const said = `${speaker.person} ${statement.words}.`;
    const graded = (await target.settled()) ? await reads.grade(report.feature, {}) : undefined;
    for (const line of answerLines(said, category, graded)) terminal.out(printable(line));
  });
}

function wordOf({ na, revoke, comment }: StarOptions): SaidWord {
  if (na && revoke) throw new CommandMisusedError('--na and --revoke are two different things to say.');
  if (na && !comment)
    throw new CommandMisusedError('--na needs a reason: --comment "why it does not apply".');
  if (na) return 'not-applicable';
  return revoke ? 'revoked' : 'granted';
}

function answerLines(said: string, category: string, report: GradeReport | undefined): string[] {
  const grade = report?.grade;
  const star = grade?.stars.find((each) => each.category === category);
  if (grade === undefined || star === undefined) return [`${said} It is sent, and recorded in a moment.`];
  const { earned, of } = grade;
  return [
    said,
    `${signOf(star)} ${star.title}: ${star.because}`,
    `${report?.feature} has ${earned} of ${of} stars.`,
  ];
}
