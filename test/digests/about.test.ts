import { describe, expect, it } from '@jest/globals';
import { GradeChanged } from '../../events/announcements/feature.ts';
import { noLinks } from '../../functions/digests/model/confirm-link.ts';
import { announcementOutline } from '../../functions/digests/model/words/announcement-words.ts';
import { readAbout } from '../../functions/digests/store/about.ts';
import { wordsOf } from '../../functions/outline/line.ts';
import { tableOn } from '../support/databases.ts';
import { registered } from '../support/facts.ts';
import { rubric, team, worldOn } from './world.ts';

const table = tableOn();

describe('A grade that changed', () => {
  it('is told by the titles of its feature and its categories', async () => {
    const { tell } = worldOn(table());
    await tell(
      rubric({}),
      team('search', { timeZone: 'Europe/Berlin' }),
      registered('ranking', '2024-01-03'),
    );
    const announcement = GradeChanged.read({
      version: 1,
      id: 'g1',
      occurredAt: '2024-02-01T00:00:00Z',
      feature: 'ranking',
      team: 'search',
      rubricVersion: '1',
      to: { earned: 1, of: 1 },
      stars: [{ category: 'docs', title: 'Docs', to: 'earned' }],
    });
    const about = await readAbout(table(), announcement.detail);
    expect(about.zone).toBe('Europe/Berlin');
    const [block] = announcementOutline(announcement, noLinks, about).blocks;
    expect(block?.lines.map(wordsOf)).toContain('Docs is earned now');
  });
});
