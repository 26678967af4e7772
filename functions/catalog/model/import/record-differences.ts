/** Teams, people, calendars, sources, channels, vocabularies, roadmaps and the rubric, as files have them and as they are known. */
import { vocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import { type Findings, joined, told, unlessLate } from './change.ts';
import type { Known, KnownRecord } from './known.ts';
import type { Catalog, TermRecord } from './records.ts';
import { type Kind, recordDifferences, registration, saidAt } from './registration.ts';
import { rubricFields } from './rubric-record.ts';
import { rubricInWords } from './rubric-words.ts';
import type { Fields } from './values.ts';
import { byName, partsInWords } from './words.ts';

const teams: Kind = { type: 'TeamRegistered', key: 'team', kind: 'team', required: ['title'] };
const people: Kind = { type: 'PersonRegistered', key: 'person', kind: 'person', required: ['name'] };
const sources: Kind = { type: 'SourceRegistered', key: 'source', kind: 'source', required: [] };
const channels: Kind = {
  type: 'ChannelRegistered',
  key: 'channel',
  kind: 'channel',
  required: ['kind', 'audience', 'about'],
  isWhole: true,
};
const calendars: Kind = {
  type: 'CalendarPublished',
  key: 'calendar',
  kind: 'calendar',
  required: [],
  isWhole: true,
};
const roadmaps: Kind = {
  type: 'RoadmapPublished',
  key: 'team',
  kind: 'roadmap',
  required: [],
  isWhole: true,
};
const vocabularies: Kind = {
  type: 'VocabularyPublished',
  key: 'vocabulary',
  kind: 'vocabulary',
  required: [],
  isWhole: true,
  words: (before, after) => partsInWords(byName(before.terms, 'term'), byName(after.terms, 'term')),
};
const rubrics: Kind = {
  type: 'RubricPublished',
  key: 'rubric',
  kind: 'rubric',
  required: ['rubricVersion'],
  isWhole: true,
  words: rubricInWords,
};

export const keptDifferences = (known: Known, wanted: Catalog, at: string): Findings =>
  joined([
    recordDifferences(teams, known.teams, wanted.teams, at),
    recordDifferences(people, known.people, wanted.people, at),
    recordDifferences(calendars, known.calendars, wanted.calendars, at),
    recordDifferences(sources, known.sources, wanted.sources, at),
    recordDifferences(channels, known.channels, wanted.channels, at),
    recordDifferences(roadmaps, known.roadmap, wanted.roadmap, at),
    ...vocabularyName().options.map((name) =>
      wholeDifferences(vocabularies, name, known.vocabularies[name], wanted.vocabularies[name], termList, at),
    ),
    wholeDifferences(rubrics, 'rubric', known.rubric, wanted.rubric, rubricFields, at),
  ]);

/** One record that is a file of its own: it never leaves the files without the file, which is then not spoken of. */
function wholeDifferences<Whole>(
  how: Kind,
  id: string,
  known: KnownRecord<Whole> | undefined,
  wanted: Whole | undefined,
  asFields: (whole: Whole) => Fields,
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const bases = known === undefined ? [] : [{ ...known, record: asFields(known.record) }];
  return unlessLate(told(...registration(how, id, bases, asFields(wanted))), saidAt(bases), at);
}

const termList = (terms: ReadonlyMap<string, TermRecord>): Fields => ({
  terms: [...terms].map(([term, record]) => ({ term, ...record })),
});
