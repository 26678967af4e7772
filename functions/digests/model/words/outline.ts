/** What a digest says, in the words that all channels share. */
import { clean } from '../../../outline/clean.ts';
import { addressesOf, between, type Line, line, link, named } from '../../../outline/line.ts';
import { plural } from '../../../outline/plural.ts';
import type { Block, NextAction, Outline } from '../../../outline/shape.ts';
import type { DigestLinks } from '../confirm-link.ts';
import type { Digest } from '../model.ts';
import { cadenceBlock, releasesBlock, reviewsBlock, unverifiedBlock, upcomingBlock } from './due-blocks.ts';
import { type Headline, headlinesOf } from './headlines.ts';
import { correctionsBlock, featuresBlock, gradesBlock, shippedBlock, silentBlock } from './news-blocks.ts';
import { momentInWords, periodInWords, periodTitle } from './period-words.ts';
import { DONE, SHIPPED, trendLine } from './trend.ts';

/** Headlines that a subject and a first sentence have room for. */
const MAX_IN_SUBJECT = 2;
const MAX_IN_LEAD = 3;
const MAX_ACTION_LENGTH = 200;
const MAX_TITLE_LENGTH = 40;

/**
 * The outline of a digest.
 * @param links every address in the outline comes from them, or from the digest
 */
export function outlineOf(digest: Digest, links: DigestLinks): Outline {
  const headlines = headlinesOf(digest);
  const title = `${named(digest.title, MAX_TITLE_LENGTH)}, ${periodTitle(digest.period)}`;
  return {
    title,
    subject: `${title}: ${briefs(headlines)}`,
    lead: leadOf(digest, headlines),
    blocks: blocksOf(digest, links),
    trend: trendOf(digest),
    actions: digest.actions.map((action) => actionOf(action, links)),
    footer: footerOf(digest, links),
    page: addressesOf([link('it', links.page)])[0],
  };
}

/** `2 projects shipped nothing, 3 records nobody verified` */
function briefs(headlines: readonly Headline[]): string {
  const shown = headlines.slice(0, MAX_IN_SUBJECT).map(({ brief }) => brief);
  if (shown.length === 0) return 'nothing needs attention';
  return shown.join(shown.some((brief) => brief.includes(',')) ? '; ' : ', ');
}

function leadOf(digest: Digest, headlines: readonly Headline[]): Line[] {
  const period = periodInWords(digest.period);
  if (headlines.length === 0) return [line`Nothing in ${period} needs attention.`];
  const first = headlines.slice(0, MAX_IN_LEAD).map(({ full }) => full);
  const lead = line`In ${period}, ${between(first, '; ')}.`;
  return digest.escalates ? [lead, escalation(digest)] : [lead];
}

const escalation = ({ ignored }: Digest): Line =>
  line`${ignored > 1 ? `The ${ignored} digests` : 'Digests'} before this one asked for something, and nothing was done: the manager gets this one, too.`;

/** In the order of `SECTIONS`; those without anything are left out. */
function blocksOf(digest: Digest, links: DigestLinks): Block[] {
  const blocks = [
    correctionsBlock(digest),
    silentBlock(digest, links),
    shippedBlock(digest, links),
    featuresBlock(digest, links),
    gradesBlock(digest, links),
    reviewsBlock(digest, links),
    releasesBlock(digest, links),
    upcomingBlock(digest, links),
    unverifiedBlock(digest, links),
    cadenceBlock(digest, links),
  ];
  return blocks.filter(({ name }) => digest[name].total > 0);
}

/** Only of the sections that are in the digest: an excerpt for a channel says nothing of the rest. */
function trendOf({ trend, silent, shipped, cadence }: Digest): Line[] {
  const lines = [
    silent.total + shipped.total > 0 ? trendLine(trend, SHIPPED) : undefined,
    cadence.total > 0 ? trendLine(trend, DONE) : undefined,
  ];
  return lines.filter((found) => found !== undefined);
}

function actionOf({ text, entity, confirms }: Digest['actions'][number], links: DigestLinks): NextAction {
  const to = confirms === undefined ? undefined : links.confirm(confirms);
  const [there] = addressesOf([link('it', to)]);
  return {
    text: clean(text, MAX_ACTION_LENGTH) || 'Look at the digest',
    ...(there === undefined ? {} : { to: there }),
    ...(entity === undefined ? {} : { entity }),
  };
}

function footerOf({ snoozed, madeAt, zone }: Digest, { page }: DigestLinks): Line[] {
  const verb = snoozed === 1 ? 'is' : 'are';
  const left = line`${plural(snoozed, 'item')} that somebody snoozed ${verb} left out.`;
  const all = link('See the whole digest', page);
  // Without an address the words would lead nowhere.
  const see = all.kind === 'link' ? line` ${all}.` : undefined;
  const made = line`Made on ${momentInWords(madeAt, zone)}.${see}`;
  return snoozed > 0 ? [left, made] : [made];
}
