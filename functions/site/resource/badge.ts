/**
 * Badges: a picture for other pages, and the same as data for shields' endpoint. There is always one, with "unknown" where
 * nothing is known: the proxies through which pages of others load pictures keep a refusal for long.
 */
import { makeBadge } from 'badge-maker';
import { addressUnknown, type HttpAnswer } from '../../kernel/http/answers.ts';
import type { RawAnswer, RawRequest } from './addresses.ts';

export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly tone: keyof typeof COLORS;
}

/** Those of the marks in the light look; on each of them white has a contrast of at least 4.5 : 1. */
const COLORS = {
  good: '#1d6f4c',
  part: '#2b67a3',
  bad: '#a3470f',
  other: '#6a57a5',
  none: '#5d6772',
} as const;

export const unknownBadge = (label: string): Badge => ({ label, message: 'unknown', tone: 'none' });

/** The badge of a share: good when all of it is there. */
export const shareBadge = (label: string, done: number, of: number, what = ''): Badge => ({
  label,
  message: of === 0 ? 'none apply' : `${done} of ${of}${what}`,
  tone: of === 0 ? 'none' : done === of ? 'good' : 'part',
});

/** A longer text would be cut by the page that shows it. */
const MAX_LENGTH = 60;

const short = (text: string): string =>
  text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…`;

const FILE = /^(.+)\.(svg|json)$/s;

/** Answers with the badge of what a file is named after: `ranking.svg`, or `ranking.json`. */
export const badgeAnswer =
  (badgeOf: (id: string, request: RawRequest) => Promise<Badge>): RawAnswer =>
  async (request) => {
    const [, id, form] = FILE.exec(request.ids.file ?? '') ?? [];
    if (id === undefined) throw addressUnknown();
    const { label, message, tone } = await badgeOf(id, request);
    const said = { label: short(label), message: short(message), color: COLORS[tone] };
    return form === 'json' ? asJson(said) : asPicture(said);
  };

interface Said {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

const asPicture = (said: Said): HttpAnswer => ({
  statusCode: 200,
  headers: {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  },
  body: makeBadge(said),
});

/** https://shields.io/badges/endpoint-badge */
const asJson = (said: Said): HttpAnswer => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ schemaVersion: 1, ...said }),
});
