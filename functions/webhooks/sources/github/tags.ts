/** Tags: the code of a release is there. A new tag comes as `push`, as `create`, or as both. */
import * as z from 'zod';
import { id, moment } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { secondsOrMoment } from '../reading/moments.ts';
import { ignored, reading, refused } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const TAGS = 'refs/tags/';
/** What a ref that is no more points to. */
const NOTHING = /^0+$/;

/** When the push came. The commit's own moment can be months before the tag's. */
const repository = lazy(() => z.object({ pushed_at: secondsOrMoment().nullish() }));

const created = lazy(() => z.object({ ref: id(), ref_type: z.string(), repository: repository() }));

const pushed = lazy(() =>
  z.object({
    ref: z.string(),
    after: z.string(),
    deleted: z.boolean().optional(),
    head_commit: z.object({ timestamp: moment() }).nullish(),
    repository: repository(),
  }),
);

const tag = lazy(() =>
  z.object({
    ref: z
      .string()
      .transform((ref) => ref.slice(TAGS.length))
      .pipe(id()),
  }),
);

export const readCreated = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, created, payload, ({ ref, ref_type, repository: { pushed_at } }) =>
    ref_type === 'tag' ? tagged(event, said, ref, pushed_at) : ignored(event, 'it is no tag'),
  );

export const readPush = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, pushed, payload, (push) => {
    if (!push.ref.startsWith(TAGS)) return ignored(event, 'it is no tag');
    if (push.deleted === true || NOTHING.test(push.after))
      return ignored(event, 'a tag that is deleted takes no release back');
    const at = push.repository.pushed_at ?? push.head_commit?.timestamp;
    return reading(event, tag, payload, ({ ref }) => tagged(event, said, ref, at));
  });

/** Everything in it is the same for both events, so that they are one occurrence; also the address, which neither tells. */
function tagged(
  event: string,
  said: DeliveryRecord,
  name: string,
  at: string | null | undefined,
): ParseResult {
  if (at == null) return refused(event, 'BAD_TIME', 'repository.pushed_at is missing');
  const home = said.repository.html_url;
  const url =
    home === undefined ? undefined : `${home}/tree/${name.split('/').map(encodeURIComponent).join('/')}`;
  return occurred(event, said, [
    { kind: 'tagged', id: idAt(said, ['tag', name], at), at, actor: actorOf(said), url, tag: name },
  ]);
}
