import { describe, expect, test } from '@jest/globals';
import { GradeChanged, MaturityChanged } from '../../../../events/announcements/feature.ts';
import { ReviewLapsed, ReviewReminded } from '../../../../events/announcements/review.ts';
import { ProjectCleared, ProjectFlagged, ProjectWarned } from '../../../../events/announcements/verdict.ts';
import {
  announcementOutline,
  type ImmediateNotice,
} from '../../../../functions/digests/model/words/announcement-words.ts';
import { asMail, mailSubject } from '../../../../functions/outline/html.ts';
import { wordsOf } from '../../../../functions/outline/line.ts';
import { asMarkdown } from '../../../../functions/outline/markdown.ts';
import { asSlack } from '../../../../functions/outline/slack.ts';
import { asText } from '../../../../functions/outline/text.ts';
import { someLinks } from '../a-digest.ts';

const event = { version: 1, id: 'e1', occurredAt: '2024-03-01T00:00:00Z' };
const project = { ...event, project: 'rank', team: 'search', release: '5.4', train: 'server' };
const warned = (warning: string) =>
  ProjectWarned.read({ ...project, warning, cutAt: '2024-03-20T16:00:00Z' });
const grade = {
  ...event,
  feature: 'code-search',
  team: 'search',
  rubricVersion: '2',
  from: { earned: 5, of: 6 },
  to: { earned: 4, of: 6 },
  stars: [
    { category: 'docs', title: 'Documentation', from: 'earned', to: 'unknown' },
    { category: 'old', from: 'earned' },
  ],
};
const outlineFor = (notice: ImmediateNotice, title: string, links = someLinks) =>
  announcementOutline(notice, links, { zone: 'Europe/Berlin', title });

describe('A notice', () => {
  test.each<[ImmediateNotice, string, string, string[]]>([
    [
      ProjectFlagged.read(project),
      'Ranking',
      'Ranking shipped nothing in 5.4',
      ['Team search, on the train server.', 'Nothing is blocked. A fact that arrives late clears it.'],
    ],
    [
      ProjectCleared.read({ ...project, verdict: 'shipped-off' }),
      'Ranking',
      'Ranking is no longer flagged in 5.4',
      [
        'Team search, on the train server.',
        'It shipped behind a feature flag: a fact that arrived later says so.',
      ],
    ],
    [
      warned('ten-days'),
      'Ranking',
      'Ranking has nothing yet, ten business days before the cut, for 5.4',
      [
        'The branch is cut on Wed 20 Mar 2024, 17:00 Europe/Berlin.',
        'Team search, on the train server.',
        'Nothing is blocked.',
      ],
    ],
    [
      MaturityChanged.read({ ...event, feature: 'jobs', team: 'search', from: 'beta', to: 'ga' }),
      'Jobs',
      'Jobs went from beta to ga',
      ['Team search.'],
    ],
    [
      GradeChanged.read(grade),
      'Code search',
      'Code search has 4 of 6 stars',
      [
        'Documentation is unknown now, and was earned before',
        'old is no longer in the rubric',
        'Version 2 of the rubric.',
      ],
    ],
    [
      ReviewReminded.read({ ...event, review: 'blog', lapsesAt: '2024-03-21T23:00:00Z' }),
      'The post',
      'The post waits for an answer until Fri 22 Mar 2024, 00:00 Europe/Berlin',
      [
        'It is the reviewers’ turn until Fri 22 Mar 2024, 00:00 Europe/Berlin; from then on it is no longer blocking.',
      ],
    ],
    [
      ReviewLapsed.read({ ...event, review: 'blog' }),
      'The post',
      'The post is no longer blocking',
      ['It has waited as long as its class of change lets it, and can still be answered.'],
    ],
  ])('%# is a subject, a sentence and one section', (notice, title, subject, lines) => {
    const outline = outlineFor(notice, title);
    expect(mailSubject(outline)).toBe(subject);
    expect(outline.lead).toHaveLength(1);
    expect(outline.blocks).toHaveLength(1);
    expect(outline.blocks[0]?.lines.map(wordsOf)).toEqual(lines);
  });

  test('of a lapsed review says that it is not approved', () => {
    const { lead } = outlineFor(ReviewLapsed.read({ ...event, review: 'blog' }), 'The post');
    expect(lead.map(wordsOf)).toEqual(['The post is no longer blocking, and not approved.']);
  });

  test.each(['nothing-planned', 'ten-days', 'three-days', 'exemption-ended'])(
    'before a cut (%s) says what can still be done',
    (warning) => expect(outlineFor(warned(warning), 'Ranking').actions).not.toEqual([]),
  );

  test('is shown by the renderers of digests, and acts in none of them', () => {
    const outline = outlineFor(ProjectFlagged.read(project), '<!channel> @everyone <script>');
    expect(asText(outline)).toContain('1. If something did ship, say what');
    expect(asMarkdown(outline)).not.toMatch(/<|@e/);
    expect(asMail(outline)).not.toContain('<script>');
    expect(JSON.stringify(asSlack(outline))).not.toMatch(/<!|<script|@e/);
  });

  test('leads to its page, and nowhere without one', () => {
    expect(outlineFor(ProjectFlagged.read(project), 'Ranking').footer.map(wordsOf)).toEqual(['See more']);
    const { footer, page } = outlineFor(ProjectFlagged.read(project), 'Ranking', { ...someLinks, page: '' });
    expect({ footer, page }).toEqual({ footer: [], page: undefined });
  });
});
