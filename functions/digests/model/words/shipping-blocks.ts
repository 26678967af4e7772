/** Sections of a digest about shipping: who shipped nothing, who did, and what earlier digests said otherwise. */

import { ended, type Line, line, link, listed, strong } from '../../../outline/line.ts';
import type { Block } from '../../../outline/shape.ts';
import type { ShippedProject, SilentProject } from '../items.ts';
import type { Digest, SectionName } from '../model.ts';
import { inARow, isFlagged } from './headlines.ts';
import { periodInWords } from './period-words.ts';

const FEW = 3;

/**
 * ` (search)`: whose it is, where the digest is not that team's alone.
 * @param id of what it is said of: a team's own record, or a project that is called like its team, says it already
 */
export const ofTeam = ({ audience }: Digest, team: string, id?: string): Line | undefined =>
  audience === `team:${team}` || id === team ? undefined : line` (${team})`;

export function silentBlock(digest: Digest): Block<SectionName> {
  const { items, total } = digest.silent;
  const heading = items.some(isFlagged) || items.length === 0 ? 'Shipped nothing' : 'Did not have to ship';
  return {
    name: 'silent',
    heading,
    lines: items.map((item) => silentLine(digest, item)),
    left: total - items.length,
  };
}

function silentLine(digest: Digest, item: SilentProject): Line {
  const who = line`${strong(item.title)}${ofTeam(digest, item.team, item.project)}`;
  if (!isFlagged(item)) return line`${who} did not have to ship in ${item.release}: ${ended(item.because)}`;
  return line`${who} in ${item.release}${inARow(item.streak)}: ${ended(item.because)}`;
}

export const shippedBlock = (digest: Digest): Block<SectionName> => ({
  name: 'shipped',
  heading: 'Shipped',
  lines: digest.shipped.items.map((item) => shippedLine(digest, item)),
  left: digest.shipped.total - digest.shipped.items.length,
});

function shippedLine(digest: Digest, item: ShippedProject): Line {
  const who = line`${strong(item.title)}${ofTeam(digest, item.team, item.project)}`;
  const how = item.verdict === 'shipped-off' ? ', behind a feature flag' : ', on by default';
  return line`${who} in ${item.release}${how}${whatShipped(item)}.`;
}

function whatShipped({ what, more }: ShippedProject): Line | undefined {
  const shown = what.slice(0, FEW).map(({ title, url }) => [link(title, url)]);
  const left = what.length - shown.length + more;
  const rest = left === 0 ? [] : [shown.length === 0 ? line`${left} in all` : line`${left} more`];
  return shown.length + rest.length === 0 ? undefined : line`: ${listed([...shown, ...rest])}`;
}

export const correctionsBlock = ({ corrections: { items, total } }: Digest): Block<SectionName> => ({
  name: 'corrections',
  heading: 'Corrections of earlier digests',
  lines: items.map(
    ({ period, title, text }) => line`${strong(title)}, in ${periodInWords(period)}: ${ended(text)}`,
  ),
  left: total - items.length,
});
