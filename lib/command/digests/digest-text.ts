import { digestLinks } from '../../../functions/digests/model/digest-links.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { digestJson } from '../../../functions/digests/model/words/digest-json.ts';
import { outlineOf } from '../../../functions/digests/model/words/outline.ts';
import { asMail } from '../../../functions/outline/html.ts';
import { asMarkdown } from '../../../functions/outline/markdown.ts';
import type { Outline } from '../../../functions/outline/shape.ts';
import { asSlack } from '../../../functions/outline/slack.ts';
import { asText } from '../../../functions/outline/text.ts';
import type { DIGEST_FORMATS } from '../options.ts';
import { printable, printableJson, printableJsonText } from '../terminal.ts';

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
 * @param base what addresses of pages begin with
 */
export const digestText = (digest: Digest, format: Format, base: string): string =>
  format === 'json'
    ? printableJsonText(digestJson(digest).trimEnd())
    : renderers[format](outlineOf(digest, digestLinks(digest, base, undefined)));

/** Several lines as a terminal can show them. */
export const lines = (text: string): string => text.trimEnd().split('\n').map(printable).join('\n');
