/** Puts a calendar into `calendars.yml`, and leaves everything else in it as it stands, comments too. */
import { readFile, writeFile } from 'node:fs/promises';
import { Document, isMap, isSeq, parseDocument, YAMLMap } from 'yaml';
import type { Records } from '../../functions/catalog/model/import/records.ts';
import { CatalogFilesError, reasonOf } from './files-error.ts';
import { schemaLine } from './sections.ts';

type CalendarRecord = Records['calendars'];

const OPTIONS = { schema: 'core' } as const;
const WIDTH = { lineWidth: 110 };

/** The calendar as a part of `calendars.yml`. */
export function calendarText(id: string, record: CalendarRecord): string {
  const document = new Document({}, OPTIONS);
  setCalendar(document, id, record);
  return document.toString(WIDTH);
}

interface Written {
  readonly added: number;
  /** Days of the file that the calendar does not have: they stay. */
  readonly kept: readonly string[];
}

/**
 * Adds a calendar to a file, or the days that it lacks to the one that is there.
 * @throws {CatalogFilesError}
 */
export async function writeCalendar(file: string, id: string, record: CalendarRecord): Promise<Written> {
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return schemaLine('calendars');
    throw new CatalogFilesError(`${file}: ${reasonOf(error)}`);
  });
  const { text, ...written } = withCalendar(before, file, id, record);
  await writeFile(file, text).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFilesError(`${file}: ${reasonOf(error)}`);
  });
  return written;
}

function withCalendar(
  before: string,
  file: string,
  id: string,
  record: CalendarRecord,
): Written & { readonly text: string } {
  const document = parseDocument(before, OPTIONS);
  const [wrong] = document.errors;
  if (wrong !== undefined)
    throw new CatalogFilesError(`${file}: is no YAML: ${wrong.message}; mend it, and ask again`);
  // Nothing but comments.
  if (document.contents === null)
    return {
      text: `${before.trimEnd()}\n\n${calendarText(id, record)}`,
      added: record.holidays?.length ?? 0,
      kept: [],
    };
  if (!isMap(document.contents))
    throw new CatalogFilesError(`${file}: is no file of calendars: those are a map, by id`);
  const written = setCalendar(document, id, record);
  return { ...written, text: document.toString(WIDTH) };
}

function setCalendar(
  document: Document | Document.Parsed,
  id: string,
  { holidays, ...fields }: CalendarRecord,
): Written {
  const there = datesIn(document.getIn([id, 'holidays']));
  const wanted = holidays ?? [];
  const missing = wanted.filter(({ date }) => !there.includes(date));
  for (const [name, value] of Object.entries(fields))
    if (!document.hasIn([id, name])) document.setIn([id, name], document.createNode(value, { flow: true }));
  const list = document.getIn([id, 'holidays']);
  const nodes = missing.map((day) => document.createNode(day, { flow: true }));
  if (!isSeq(list)) document.setIn([id, 'holidays'], document.createNode(nodes));
  else {
    for (const node of nodes) list.add(node);
    list.items.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : Number(dateOf(a) > dateOf(b))));
  }
  const dates = wanted.map(({ date }) => date);
  return { added: missing.length, kept: there.filter((date) => !dates.includes(date)) };
}

const datesIn = (list: unknown): readonly string[] =>
  isSeq(list) ? list.items.map(dateOf).filter((date) => date !== '') : [];

const dateOf = (item: unknown): string => (item instanceof YAMLMap ? String(item.get('date') ?? '') : '');
