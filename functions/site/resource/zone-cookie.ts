/** The cookie in which a browser remembers the reader's time zone. */
import type { HttpEvent } from '../../kernel/http/answers.ts';

export const ZONE_COOKIE = 'shipshape-zone';

/** Undefined without one, and for what is not encoded as one. */
export function zoneIn({ cookies = [] }: HttpEvent): string | undefined {
  const text = cookies.find((each) => each.startsWith(`${ZONE_COOKIE}=`))?.slice(ZONE_COOKIE.length + 1);
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
