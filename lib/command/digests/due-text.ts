/** What is due as text for people: the words of a digest, and of each review whose turn it is and the time left. */

import { teamIn } from '../../../functions/catalog/model/team.ts';
import { dueOf } from '../../../functions/digests/model/due.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { outlineOf } from '../../../functions/digests/model/words/outline.ts';
import { dueAddress } from '../../../functions/kernel/model/addresses.ts';
import { type Line, line, link, strong } from '../../../functions/outline/line.ts';
import type { Block, Outline } from '../../../functions/outline/shape.ts';
import { asText } from '../../../functions/outline/text.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import { turnText } from '../reviews/review-text.ts';

/** Of a section: who asks what is due wants to see more of it than a message shows. */
const MAX_LINES = 20;

/**
 * @param soFar this month's digest as it would be now
 * @param reviews the open ones, of all teams
 * @param base what addresses of pages begin with
 * @returns lines
 */
export function dueText(soFar: Digest, reviews: readonly ReviewReport[], base: string): string[] {
  const due = dueOf(soFar);
  const { title, footer, ...outline } = outlineOf(due, { page: '', confirm: () => undefined });
  const blocks = [...reviewsBlock(due, reviews), ...outline.blocks.filter(({ name }) => name !== 'reviews')];
  const isNothing = blocks.length === 0 && outline.actions.length === 0;
  const shown: Outline = {
    ...outline,
    title: `Due: ${title}`,
    lead: isNothing ? [line`Nothing is due.`] : [],
    blocks,
    trend: { points: [], lines: [] },
    footer: [...footer, pageLine(due, base)],
  };
  return [...asText(shown, MAX_LINES).trimEnd().split('\n'), ...commandsOf(due)];
}

function pageLine(due: Digest, base: string): Line {
  const team = teamIn(due.audience);
  return line`${link('The same as a page', `${base}${team === undefined ? '/due' : dueAddress(team)}`)}.`;
}

/** Those that the digest tells of, which leaves out what is snoozed; of all teams also those that are no team's. */
function reviewsBlock(due: Digest, reviews: readonly ReviewReport[]): Block[] {
  const told = new Set(due.reviews.items.map(({ review }) => review));
  const isNobodys = ({ team, state }: ReviewReport) =>
    due.audience === 'all' && team === undefined && (state === 'waiting' || state === 'returned');
  const shown = reviews.filter((report) => told.has(report.review) || isNobodys(report));
  const left = due.reviews.total - due.reviews.items.length;
  if (shown.length + left === 0) return [];
  return [{ name: 'reviews', heading: 'Reviews', lines: shown.map((each) => reviewLine(due, each)), left }];
}

function reviewLine({ audience }: Digest, report: ReviewReport): Line {
  const { review, subject, classTitle, team } = report;
  const of = team === undefined || audience === `team:${team}` ? '' : `, team ${team}`;
  return line`${strong(subject)} (${review}), ${classTitle}${of}: ${turnText(report)}.`;
}

/** How the actions that confirm something are done from here. */
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
