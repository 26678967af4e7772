/** Remembers in the browser in which time zone its reader wants times. */
import { timeZone } from '../../../events/fields.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import type { RawAnswer } from '../resource/addresses.ts';
import { fieldsOf, localPath } from '../resource/form.ts';
import { ZONE_COOKIE } from '../resource/zone-cookie.ts';

const A_YEAR = 365 * 24 * 60 * 60;

export const takeZone: RawAnswer = async ({ event }) => {
  const fields = fieldsOf(event);
  const zone = timeZone.safeParse(fields.get('zone')?.trim() || 'UTC');
  if (!zone.success)
    throw new RequestRefusedError(
      400,
      'ZONE_UNKNOWN',
      'There is no time zone of this name: use one like Europe/Berlin.',
    );
  const cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone.data)}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax; HttpOnly`;
  return {
    statusCode: 303,
    headers: { Location: localPath(fields.get('back')) },
    cookies: [cookie],
    body: '',
  };
};
