/** Where the addresses of programs were before they had a version. A command of that time says where they are now. */
import { changeDataAddress, gradeDataAddress, releaseDataAddress } from '../../kernel/model/addresses.ts';
import { API, type RawAnswer, type RawAnswers, type RawRequest } from '../resource/addresses.ts';

type Ids = RawRequest['ids'];

/** 308: what was sent is to be sent there again, with the same method. */
const movedTo =
  (address: (ids: Ids) => string): RawAnswer =>
  async ({ event: { rawQueryString }, ids }) => ({
    statusCode: 308,
    headers: { Location: `${address(ids)}${rawQueryString && `?${rawQueryString}`}` },
    body: '',
  });

const moves = {
  'POST /api/facts': () => `${API}/facts`,
  'GET /api/catalog/{section}': ({ section = '' }) => `${API}/catalog/${encodeURIComponent(section)}`,
  'GET /api/changes/{change}': ({ change = '' }) => changeDataAddress(change),
  'GET /api/grades/{feature}': ({ feature = '' }) => gradeDataAddress(feature),
  'GET /api/matrix': () => `${API}/grades`,
  'GET /api/releases': () => `${API}/releases`,
  'GET /api/releases/{release}': ({ release = '' }) => releaseDataAddress(release),
} as const satisfies Record<string, (ids: Ids) => string>;

export const MOVED: RawAnswers = Object.fromEntries(
  Object.entries(moves).map(([route, address]) => [route, async () => movedTo(address)]),
);
