/** `outlook`: what is planned for a release to come, what is merged of it so far, and what is at risk. */
import { didYouMean } from '../../../events/nearest.ts';
import { shortVersion } from '../../../functions/catalog/model/release.ts';
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
import { ended, printable, printableJson, type Surroundings } from '../terminal.ts';

export interface OutlookOptions extends TargetOptions {
  readonly format: 'text' | 'md' | 'json';
}

/** @param release without one, what is coming on each train @throws {InputError} */
export function runOutlook(
  around: Surroundings,
  release: string | undefined,
  options: OutlookOptions,
): Promise<void> {
  const { terminal, environment } = around;
  const json = options.format === 'json';
  const md = options.format === 'md';
  const zone = zoneOf(environment);
  return withReads(around, options, async (reads) => {
    if (release !== undefined) {
      const outlook = await outlookIn(reads, release, zone);
      return terminal.out(json ? printableJson(outlook) : outlookText(outlook, pageOf(outlook), md));
    }
    const outlooks = await reads.coming(zone);
    if (json) return terminal.out(printableJson({ outlooks }));
    if (outlooks.length === 0)
      return terminal.out(
        'No release is coming: none that is not cut yet has a planned cut (branchCutAt in releases.yml).',
      );
    terminal.out(outlooks.map((each) => outlookText(each, pageOf(each), md)).join('\n\n'));
  });

  function pageOf(outlook: ReleaseOutlook): string {
    return `${pagesAddress(options.url, environment)}${releaseAddress(outlook.release)}`;
  }
}

/** @param word a release by its id or, where only one has it, its version: 5.9 is 5.9.0 */
async function outlookIn(reads: TargetReads, word: string, zone: string): Promise<ReleaseOutlook> {
  const found = (await reads.outlook(word, zone)) ?? (await byVersion(reads, word, zone));
  if (found.outlook !== undefined) return found.outlook;
  throw new CommandRefusedError(`${unplanned(found)} ${await comingWords(reads, zone)}`);
}

async function byVersion(reads: TargetReads, word: string, zone: string): Promise<LookedAt> {
  const releases = await reads.releases();
  const called = releases.filter(
    ({ version }) => version !== undefined && shortVersion(version) === shortVersion(word),
  );
  const [only, ...others] = called;
  const names = releases.flatMap(({ release, version }) => [release, version ?? release]);
  if (others.length > 0)
    throw new CommandRefusedError(
      `Several releases have the version ${word}: ${called.map(({ release }) => release).join(', ')}.`,
    );
  const found = only && (await reads.outlook(only.release, zone));
  if (found !== undefined) return found;
  throw new CommandRefusedError(
    `${ended(`No scheduled release is called ${word}${didYouMean(word, names)}`)} ${await comingWords(reads, zone)}`,
  );
}

async function comingWords(reads: TargetReads, zone: string): Promise<string> {
  const coming = (await reads.coming(zone)).map((each) => each.release);
  return coming.length === 0 ? 'No release is coming.' : `Coming: ${coming.join(', ')}.`;
}

function unplanned({ release, state, counts }: LookedAt): string {
  if (state === 'cancelled') return `${release} was cancelled, so it has no outlook.`;
  if (!counts) return `${release} is of a kind that is not judged, so it has no outlook.`;
  if (state === 'scheduled')
    return `No cut is planned for ${release}: give it a branchCutAt in releases.yml.`;
  return `${release} is ${state} already: \`check ${release}\` prints its verdicts.`;
}

/** Projects of one standing that are shown: more than in a message, because this is asked for. */
const MAX_LINES = 1000;

function outlookText(outlook: ReleaseOutlook, page: string, md: boolean): string {
  const outline = outlookOutline(outlook, page);
  const text = md ? asMarkdown(outline, [MAX_LINES, 100, 50, 20]) : asText(outline, MAX_LINES);
  return text.trimEnd().split('\n').map(printable).join('\n');
}
