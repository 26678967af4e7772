/** Reads what an announcement needs and does not say itself: titles, and the zone of its team. */
import { readStates } from '../../catalog/store/snapshots.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { About, ToldAnnouncement } from '../model/words/announcement-words.ts';

type Detail = ToldAnnouncement['detail'];

export async function readAbout(table: Store, detail: Detail): Promise<About> {
  const [zone, titles] = await Promise.all([zoneOf(table, detail.team), titlesIn(table, detail)]);
  return { zone, titleOf: (entity) => titles.get(entity) };
}

async function zoneOf(table: Store, team: string | null | undefined): Promise<string> {
  const states = team == null ? undefined : await readStates(table, 'team', [team]);
  return states?.get(team ?? '')?.timeZone ?? 'UTC';
}

/** By entity: `project:rank`. */
async function titlesIn(table: Store, detail: Detail): Promise<ReadonlyMap<string, string | undefined>> {
  if ('project' in detail) {
    const found = await readStates(table, 'project', [detail.project]);
    return new Map([[`project:${detail.project}`, found.get(detail.project)?.title]]);
  }
  if ('review' in detail) {
    const found = await readStates(table, 'review', [detail.review]);
    return new Map([[`review:${detail.review}`, found.get(detail.review)?.request?.subject]]);
  }
  const found = await readStates(table, 'feature', [detail.feature]);
  return new Map([[`feature:${detail.feature}`, found.get(detail.feature)?.title]]);
}
