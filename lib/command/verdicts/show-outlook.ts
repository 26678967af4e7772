/** `outlook`: what is planned for a release to come, what is merged of it so far, and what is at risk. */
import { releaseAddress } from '../../../functions/kernel/model/addresses.ts';
import { asMarkdown } from '../../../functions/outline/markdown.ts';
import { asText } from '../../../functions/outline/text.ts';
import type { ReleaseOutlook } from '../../../functions/verdicts/model/outlook.ts';
import { outlookOutline } from '../../../functions/verdicts/model/outlook-words.ts';
import { pagesAddress } from '../../settings.ts';
import { zoneOf } from '../grades/words.ts';
import { CommandRefusedError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import type { LookedAt, TargetOptions, TargetReads } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';

export interface OutlookOptions extends TargetOptions {
  readonly json?: boolean;
  readonly md?: boolean;
}

/** @param release without one, what is coming on each train @throws {InputError} */
export function runOutlook(
  around: Surroundings,
  release: string | undefined,
  options: OutlookOptions,
): Promise<void> {
  const { terminal, environment } = around;
  const { json, md } = options;
  const zone = zoneOf(environment);
  return withReads(around, options, async (reads) => {
    if (release !== undefined) {
      const outlook = await outlookIn(reads, release, zone);
      return terminal.out(json ? printableJson(outlook) : outlookText(outlook, pageOf(outlook), md));
    }
    const outlooks = await reads.coming(zone);
    if (json) return terminal.out(printableJson({ outlooks }));
    if (outlooks.length === 0)
      return terminal.out('No release is coming: none has a planned cut (branchCutAt in releases.yml).');
    terminal.out(outlooks.map((each) => outlookText(each, pageOf(each), md)).join('\n\n'));
  });

  function pageOf(outlook: ReleaseOutlook): string {
    return `${pagesAddress(options.url, environment)}${releaseAddress(outlook.release)}`;
  }
}

async function outlookIn(reads: TargetReads, release: string, zone: string): Promise<ReleaseOutlook> {
  const found = await reads.outlook(release, zone);
  if (found?.outlook !== undefined) return found.outlook;
  const coming = (await reads.coming(zone)).map((each) => each.release);
  const hint = coming.length === 0 ? 'No release is coming.' : `Coming: ${coming.join(', ')}.`;
  throw new CommandRefusedError(`${whyNot(release, found)} ${hint}`);
}

function whyNot(asked: string, found: LookedAt | undefined): string {
  if (found === undefined) return `No scheduled release is called ${asked}.`;
  const { release, state, counts } = found;
  if (state === 'cancelled') return `${release} was cancelled, so it has no outlook.`;
  if (!counts) return `${release} is of a kind that is not judged, so it has no outlook.`;
  if (state === 'scheduled')
    return `No cut is planned for ${release}: give it a branchCutAt in releases.yml.`;
  return `${release} is ${state} already: \`check ${release}\` prints its verdicts.`;
}

/** Projects of one standing that are shown: more than in a message, because this is asked for. */
const MAX_LINES = 1000;

function outlookText(outlook: ReleaseOutlook, page: string, md: boolean | undefined): string {
  const outline = outlookOutline(outlook, page);
  const text = md ? asMarkdown(outline, [MAX_LINES, 100, 50, 20]) : asText(outline, MAX_LINES);
  return text.trimEnd().split('\n').map(printable).join('\n');
}
