/** `review request`: submits a communication to its reviewers, whom the catalog knows. */
import type { KnownRecord } from '../../../functions/catalog/model/import/known.ts';
import { readPeople, readTeams } from '../../../functions/catalog/model/import/wire.ts';
import { requested } from '../../../functions/reviews/model/review-statements.ts';
import { unknown } from '../grades/show-grade.ts';
import { withTargetReads } from '../open-target.ts';
import { asCommand, factsOf } from '../statements/statement.ts';
import type { TargetReads } from '../target.ts';
import { ended, printable, type Surroundings } from '../terminal.ts';
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
  const { class: changeClass, subject, feature, draft: url, reviewer: reviewers } = options;
  return withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    const reviewing = {
      before: await reads.review(review),
      rules: (await reads.reviews()).rules,
      teams: present(await readTeams(reads.page)),
      people: present(await readPeople(reads.page)),
    };
    const team = options.team ?? (await teamOfFeature(reads, feature));
    const asked = { review, changeClass, subject, team, feature, url, reviewers };
    const said = await asCommand('Nobody was asked', async () => requested(asked, reviewing));
    const facts = factsOf(said, 'review', speaker, undefined, now);
    const lines = await publishAndShow(target, reads, review, facts);
    terminal.out(printable(ended(`${speaker.person} ${said.words}`)));
    if (said.next !== undefined) terminal.err(printable(ended(said.next)).concat('\n'));
    for (const line of lines) terminal.out(printable(line));
  });
}

async function teamOfFeature(reads: TargetReads, feature: string | undefined): Promise<string | undefined> {
  if (feature === undefined) return undefined;
  const report = await reads.grade(feature, {});
  if (report === undefined) throw await unknown(reads, feature);
  return report.team;
}

const present = <Record>(all: ReadonlyMap<string, KnownRecord<Record>>): Map<string, Record> =>
  new Map([...all].flatMap(([id, { record, isGone }]) => (isGone ? [] : [[id, record] as const])));
