/**
 * Addresses of the pages. An API Gateway HTTP API decodes the path before it looks for the route, so `%2F` finds none and
 * `%3F` ends the path; other hosts leave it encoded. So ids are encoded with `~2F` for `%2F`, which all hosts pass on as it is.
 */
import { id } from '../../../events/fields.ts';

function segment(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~');
  // `.` and `..` are steps in a path, not names.
  return /^\.{1,2}$/.test(name) ? encoded.replaceAll('.', '~2E') : encoded;
}

/** A text that is not an encoding was decoded by the host already. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/~(?=[0-9A-F]{2})/g, '%'));
  } catch {
    return text;
  }
}

/** The id in a path segment, in this encoding or in percent-encoding; `undefined` if it cannot be an id. */
export const idOf = (text: string | undefined): string | undefined => id.safeParse(decoded(text ?? '')).data;

const PLACES = {
  area: 'areas',
  department: 'departments',
  feature: 'features',
  org: 'orgs',
  person: 'people',
  project: 'projects',
  release: 'releases',
  review: 'reviews',
  team: 'teams',
  train: 'trains',
} as const;

/** What has a page of its own. */
export type Place = keyof typeof PLACES;

/** The page of one of them: `/features/ranking`. */
export const pageAddress = (place: Place, id: string) => `/${PLACES[place]}/${segment(id)}`;

/** The badge of one of them, as an image or as data for shields: `/badges/features/ranking.svg`. */
export const badgeAddress = (
  place: 'feature' | 'project' | 'team',
  id: string,
  form: 'svg' | 'json' = 'svg',
) => `/badges${pageAddress(place, id)}.${form}`;

/** What calendar programs subscribe to: `/calendars/trains/server.ics`. */
export const calendarAddress = (place: 'team' | 'train', id: string) =>
  `/calendars${pageAddress(place, id)}.ics`;

/** What feed readers subscribe to: `/feeds/features/ranking.atom`. */
export const feedAddress = (place: 'feature' | 'team' | 'train', id: string) =>
  `/feeds${pageAddress(place, id)}.atom`;

/** The feed of everything. */
export const ALL_FEED = '/feeds/all.atom';

/** Only people inside see it. @param account its reference, without `account:` */
export const accountAddress = (account: string) => `/internal/accounts/${segment(account)}`;

export const releaseAddress = (release: string) => pageAddress('release', release);

export const gradeDataAddress = (feature: string) => `/api/v1/grades/${segment(feature)}`;

/** @param change the id of its fact, or of its event */
export const changeDataAddress = (change: string) => `/api/v1/changes/${segment(change)}`;

export const releaseDataAddress = (release: string) => `/api/v1/releases/${segment(release)}`;

export const reviewDataAddress = (review: string) => `/api/reviews/${segment(review)}`;

/** @param audience `all`, `org:cloud` or `team:search` */
export const digestsAddress = (audience: string) => `/digests/${segment(audience)}`;

export const digestAddress = (audience: string, period: string) =>
  `${digestsAddress(audience)}/${segment(period)}`;

export const digestDataAddress = (audience: string, period: string) =>
  `/api${digestAddress(audience, period)}`;

export const dueAddress = (team: string) => `/due?team=${encodeURIComponent(team.toWellFormed())}`;

/** @param token letters, digits, `-`, `_` and a dot */
export const confirmAddress = (token: string) => `/confirm/${token}`;
