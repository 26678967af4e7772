/** Addresses that moved below `/api/v1`. */

import type { RawAnswer } from '../resource/addresses.ts';
import { API } from '../resource/addresses.ts';

/** Leads from `/api/…` to `/api/v1/…`, with the same query and method. */
export const movedToApi: RawAnswer = async ({ address }) => ({
  statusCode: 308,
  headers: { Location: `${API}${address.replace(/^\/api(?=\/)/, '')}` },
  body: '',
});
