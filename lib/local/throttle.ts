/** Limits of routes, as API Gateway holds to them: a bucket of tokens that fills at a steady rate. */
import { type Route, throttleOf } from '../wiring.ts';
import type { Time } from './time.ts';

export interface Throttle {
  /** @returns seconds after which to come again; 0 where the request may go on */
  secondsToWait(route: Route): number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

export function throttle(time: Time): Throttle {
  const buckets = new Map<Route, Bucket>();
  return {
    secondsToWait(route) {
      const { perSecond, atOnce } = throttleOf(route);
      const now = time.elapsed();
      const bucket = buckets.get(route) ?? { tokens: atOnce, filledAt: now };
      buckets.set(route, bucket);
      bucket.tokens = Math.min(atOnce, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
      bucket.filledAt = now;
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return 0;
    },
  };
}
