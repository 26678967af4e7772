/** `due`: what waits for a team, or for all of them, now. */
import { teamIn } from '../../../functions/catalog/model/team.ts';
import { noLinks } from '../../../functions/digests/model/confirm-link.ts';
import { dueOf } from '../../../functions/digests/model/excerpts.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { outlineOf } from '../../../functions/digests/model/words/outline.ts';
import { dueAddress } from '../../../functions/kernel/model/addresses.ts';
import { type Line, line, link, strong } from '../../../functions/outline/line.ts';
import type { Block, Outline } from '../../../functions/outline/shape.ts';
import { asText } from '../../../functions/outline/text.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import { pagesAddress } from '../../settings.ts';
import { zoneOf } from '../grades/words.ts';
import { withReads } from '../open-target.ts';
import { turnText } from '../reviews/show-reviews.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { AbsentError, audienceFacts } from './teams.ts';

export interface DueOptions extends TargetOptions {
  readonly team?: string;
  readonly json?: boolean;
}

/** @throws {InputError} for a team that is not there */
export function runDue(around: Surroundings, options: DueOptions): Promise<void> {
  const { out } = around.terminal;
  const { team, json } = options;
  return withReads(around, options, async (reads) => {
    const base = pagesAddress(options.url, around.environment);
    const zone = zoneOf(around.environment);
    const found = await reads.due(team, zone);
    if (found === undefined && team === undefined)
      return out(json ? '{}' : 'No team is registered yet, so nothing is due.');
    if (found === undefined) {
      const { unknown } = await audienceFacts(reads, { team });
      throw unknown ?? new AbsentError(`Team ${team} is retired, so nothing is due for it.`);
    }
    const { reviews } = await reads.reviews();
    if (!json)
      return out(
        dueText({ ...found.digest, zone }, reviews, base)
          .map(printable)
          .join('\n'),
      );
    const asked = reviews.filter((review) => team === undefined || review.team === team);
    out(printableJson({ ...found, digest: dueOf(found.digest, zone), reviews: asked }));
  });
}

/** Lines of a section: more than in a message, because the command is run to see what is due. */
const MAX_LINES = 20;

/**
 * What is due, as lines of text: the words of a digest, with each review's time left.
 * @param soFar this month's digest as it would be now
 * @param reviews the open ones, of all teams
 */
export function dueText(soFar: Digest, reviews: readonly ReviewReport[], base: string): string[] {
  const due = dueOf(soFar);
  const { title, footer, ...outline } = outlineOf(due, noLinks);
  const blocks = [...reviewsBlock(due, reviews), ...outline.blocks.filter(({ name }) => name !== 'reviews')];
  const isNothing = blocks.length === 0 && outline.actions.length === 0;
  const shown: Outline = {
    ...outline,
    title: `Due: ${title}`,
    lead: isNothing ? [line`Nothing is due.`] : [],
    blocks,
    trend: [],
    footer: [...footer, pageLine(due, base)],
  };
  return [...asText(shown, MAX_LINES).trimEnd().split('\n'), ...commandsOf(due)];
}

function pageLine(due: Digest, base: string): Line {
  const team = teamIn(due.audience);
  return line`${link('The same as a page', `${base}${team === undefined ? '/due' : dueAddress(team)}`)}.`;
}

/** Those in the digest, which leaves out what is snoozed; for all teams also those that belong to no team. */
function reviewsBlock(due: Digest, reviews: readonly ReviewReport[]): Block[] {
  const listed = new Set(due.reviews.items.map(({ review }) => review));
  const isNobodys = ({ team, state }: ReviewReport) =>
    due.audience === 'all' && team === undefined && (state === 'waiting' || state === 'returned');
  const shown = reviews.filter((report) => listed.has(report.review) || isNobodys(report));
  const left = due.reviews.total - due.reviews.items.length;
  if (shown.length + left === 0) return [];
  return [{ name: 'reviews', heading: 'Reviews', lines: shown.map((each) => reviewLine(due, each)), left }];
}

function reviewLine({ audience }: Digest, report: ReviewReport): Line {
  const { review, subject, classTitle, team } = report;
  const of = team === undefined || audience === `team:${team}` ? '' : `, team ${team}`;
  const id = subject === review ? undefined : line` (${review})`;
  return line`${strong(subject)}${id}, ${classTitle}${of}: ${turnText(report)}.`;
}

/** The commands for the actions that confirm something. */
function commandsOf(due: Digest): string[] {
  const team = teamIn(due.audience);
  const commands = due.actions.flatMap(({ confirms }) =>
    team === undefined || confirms === undefined ? [] : [commandFor(team, confirms)],
  );
  return commands.length === 0 ? [] : ['', ...commands.map((command) => `To confirm: \`${command}\``)];
}

/** @param confirms `all`, `feature:code-search`, or `step:okr:2024-Q1` */
function commandFor(team: string, confirms: string): string {
  const [kind, step, period] = confirms.split(':');
  if (confirms === 'all') return `confirm --team ${quoted(team)} --all`;
  if (kind !== 'step') return `confirm ${quoted(confirms)}`;
  return `confirm --team ${quoted(team)} --step ${step} --period ${period}`;
}

/** One word for a shell, whatever is in it. */
const quoted = (word: string): string =>
  /^[\w./:@][\w./:@-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
