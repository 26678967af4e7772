/** Addresses that moved: whoever remembers the old one is led to the new one, with the query. */
import type { RawAnswer, RawAnswers } from '../resource/addresses.ts';

export function moved(from: `/${string}`, to: `/${string}`): RawAnswers {
  const answer: RawAnswer = async ({ event: { rawQueryString } }) => ({
    statusCode: 308,
    headers: { Location: rawQueryString ? `${to}?${rawQueryString}` : to },
    body: '',
  });
  return { [`GET /${from.slice(1)}`]: async () => answer };
}
