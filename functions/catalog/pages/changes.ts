/** A merged change in every project that it counts for, with who corrected it. */
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { changesAnswer } from '../model/change.ts';
import { readChanges } from '../store/changes.ts';

export const changes = resource({
  summary: 'A merged change in every project that it counts for, by the id of its fact or of its event.',
  audience: 'internal',
  query: NO_QUERY,
  value: changesAnswer,
  read: async ({ store, ids: { change = '' } }) => {
    const found = await readChanges(store, change);
    return { total: found.length, changes: [...found] };
  },
});
