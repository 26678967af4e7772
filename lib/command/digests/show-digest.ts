/** `digest`: the digest of a period, for a team, an org or all, in the form of any channel. */
import { digestLinks } from '../../../functions/digests/model/confirm-link.ts';
import { digestJson } from '../../../functions/digests/model/excerpts.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { outlineOf } from '../../../functions/digests/model/words/outline.ts';
import { lastEnded, type Period, periodOf } from '../../../functions/kernel/model/period.ts';
import { asMail } from '../../../functions/outline/html.ts';
import { asMarkdown } from '../../../functions/outline/markdown.ts';
import type { Outline } from '../../../functions/outline/shape.ts';
import { asSlack } from '../../../functions/outline/slack.ts';
import { asText } from '../../../functions/outline/text.ts';
import { pagesAddress } from '../../settings.ts';
import { withReads } from '../open-target.ts';
import type { DIGEST_FORMATS } from '../options.ts';
import type { TargetOptions, TargetReads } from '../target.ts';
import { printable, printableJson, printableJsonText, type Surroundings } from '../terminal.ts';
import { AbsentError, type AudienceOptions, audienceFacts } from './teams.ts';

export interface DigestOptions extends TargetOptions, AudienceOptions {
  readonly period?: string;
  readonly format: (typeof DIGEST_FORMATS)[number];
}

/** @throws {InputError} */
export function runDigest(around: Surroundings, options: DigestOptions): Promise<void> {
  const { terminal, environment, now } = around;
  return withReads(around, options, async (reads) => {
    const base = pagesAddress(options.url, environment);
    const audience = audienceOf(options);
    const period = options.period ?? (await lastMonth(reads, options, now));
    const found = await reads.digest(audience, period);
    if (found === undefined) throw await whyAbsent(reads, options, period, now);
    if (!found.isMade)
      terminal.err(`No digest was made of ${period} for ${audience}: this is what it would say now.\n`);
    terminal.out(digestText(found.digest, options.format, base));
  });
}

function audienceOf({ team, org }: AudienceOptions): string {
  if (team !== undefined) return `team:${team}`;
  return org === undefined ? 'all' : `org:${org}`;
}

const lastMonth = async (reads: TargetReads, options: AudienceOptions, now: string): Promise<string> =>
  lastEnded('month', now, (await audienceFacts(reads, options)).zone).name;

async function whyAbsent(
  reads: TargetReads,
  options: DigestOptions,
  name: string,
  now: string,
): Promise<AbsentError> {
  const { zone, unknown } = await audienceFacts(reads, options);
  if (unknown !== undefined) return unknown;
  const audience = audienceOf(options);
  const period = periodOf(name, zone);
  if (period !== undefined && period.from > now)
    return new AbsentError(`${name} has not begun yet (${zone}), so there is nothing to say of it.`);
  if (options.url === undefined)
    return new AbsentError(`${notThere(audience)} ${name}, so there is no digest of it.`);
  return new AbsentError(`No digest was made of ${name} for ${audience}${untilThen(period, now)}`);
}

const notThere = (audience: string) =>
  audience === 'all' ? 'No team was there in' : `${audience} was not there at the end of`;

const untilThen = (period: Period | undefined, now: string) =>
  period !== undefined && period.until > now
    ? ` yet: it is made when ${period.name} is over. \`due\` tells what there is so far.`
    : '. Print what it would say now where the data is: --data, or --bus with --table.';

type Format = (typeof DIGEST_FORMATS)[number];

const renderers: Readonly<Record<Exclude<Format, 'json'>, (outline: Outline) => string>> = {
  text: (outline) => lines(asText(outline)),
  html: (outline) => lines(asMail(outline)),
  md: (outline) => lines(asMarkdown(outline)),
  slack: (outline) => printableJson(asSlack(outline)),
};

/**
 * A digest as a channel would show it, and as a terminal can: without the line break at its end. Nothing in it confirms
 * anything: only messages carry links that do.
 */
export const digestText = (digest: Digest, format: Format, base: string): string =>
  format === 'json'
    ? printableJsonText(digestJson(digest).trimEnd())
    : renderers[format](outlineOf(digest, digestLinks(digest, base, undefined)));

/** Several lines as a terminal can show them. */
export const lines = (text: string): string => text.trimEnd().split('\n').map(printable).join('\n');
