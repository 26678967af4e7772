import { readStates } from '../../catalog/store/states.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { About, ImmediateNotice } from '../model/words/announcement-words.ts';

type Detail = ImmediateNotice['detail'];

export async function readAbout(table: Store, detail: Detail): Promise<About> {
  const [zone, title] = await Promise.all([zoneOf(table, detail.team), titleIn(table, detail)]);
  return { zone, title };
}

async function zoneOf(table: Store, team: string | null | undefined): Promise<string> {
  if (team == null) return 'UTC';
  return (await readStates(table, 'team', [team])).get(team)?.timeZone ?? 'UTC';
}

/** The id where nobody gave it a title. */
async function titleIn(table: Store, detail: Detail): Promise<string> {
  if ('project' in detail) {
    const { project } = detail;
    return (await readStates(table, 'project', [project])).get(project)?.title ?? project;
  }
  if ('channel' in detail) return detail.channel;
  if ('review' in detail) {
    const { review } = detail;
    return (await readStates(table, 'review', [review])).get(review)?.request?.subject ?? review;
  }
  const { feature } = detail;
  return (await readStates(table, 'feature', [feature])).get(feature)?.title ?? feature;
}
