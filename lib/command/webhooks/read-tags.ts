/** `tags`: what each of a list of tags would be at a source, before anything is sent. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { didYouMean } from '../../../events/nearest.ts';
import type { KnownRecords } from '../../../functions/catalog/model/import/known.ts';
import type { ReleaseRecord, SourceRecord } from '../../../functions/catalog/model/import/records.ts';
import { readRecords } from '../../../functions/catalog/model/import/wire.ts';
import { isAnyJudged, NONE_JUDGED } from '../../../functions/catalog/model/release.ts';
import { readTag, type TagReading } from '../../../functions/catalog/model/tags/read-tag.ts';
import { versionNumbers } from '../../../functions/kernel/model/version-numbers.ts';
import { readFolder } from '../../catalog/folder.ts';
import { CommandRefusedError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings, type Terminal } from '../terminal.ts';

export interface TagsOptions extends TargetOptions {
  readonly catalog?: string;
  readonly json?: boolean;
}

interface ReadTag {
  readonly tag: string;
  readonly read: TagReading;
  /** Whether its train has a schedule in which nobody planned it. */
  readonly isUnplanned: boolean;
}

/** What is known where a tag comes. */
interface Surveyed {
  readonly sources: ReadonlyMap<string, SourceRecord>;
  readonly releases: ReadonlyMap<string, ReleaseRecord>;
}

/** @throws {CommandRefusedError} when there is no such source, or the file cannot be read */
export async function runTags(
  around: Surroundings,
  source: string,
  file: string | undefined,
  options: TagsOptions,
): Promise<void> {
  const { sources, releases } = await surveyed(around, options);
  const where = options.catalog === undefined ? 'in the ledger' : `in ${options.catalog}`;
  const record = found(source, sources, where);
  const isUnplanned = unplannedIn(releases);
  const lines = (await listOf(file)).split(/\r?\n/).map((line) => line.trim().replace(/^refs\/tags\//, ''));
  const tags = lines
    .filter((line) => line !== '')
    .map((tag) => {
      const read = readTag(tag, record);
      return { tag, read, isUnplanned: isUnplanned(read) };
    });
  if (options.json === true) around.terminal.out(printableJson({ source, tags: tags.map(asJson) }));
  else writeLines(around.terminal, tags);
}

async function listOf(file: string | undefined): Promise<string> {
  if (file === undefined || file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new CommandRefusedError(`${file}: ${reason}`);
  });
}

async function surveyed(around: Surroundings, { catalog, ...target }: TagsOptions): Promise<Surveyed> {
  if (catalog !== undefined) {
    const { sources = new Map(), releases = new Map() } = (await readFolder(catalog)).catalog;
    return { sources, releases };
  }
  return withReads(around, target, async ({ page }) => ({
    sources: recordsOf(await readRecords(page, 'sources')),
    releases: recordsOf(await readRecords(page, 'releases')),
  }));
}

const recordsOf = <Record>(known: KnownRecords<Record>): ReadonlyMap<string, Record> =>
  new Map([...known].map(([id, { record }]) => [id, record]));

/** A tag does not schedule: on a train with a schedule it waits for a plan, unless a planned release has its numbers. */
function unplannedIn(releases: Surveyed['releases']): (read: TagReading) => boolean {
  const planned = new Map<string, Set<string | undefined>>();
  for (const [id, { train, releaseVersion }] of releases) {
    const names = planned.get(train) ?? new Set();
    planned.set(
      train,
      names.add(id).add(releaseVersion == null ? undefined : versionNumbers(releaseVersion)),
    );
  }
  return (read) => {
    if (read.kind !== 'release' || !read.isJudged) return false;
    const names = planned.get(read.train);
    return names !== undefined && !names.has(read.release) && !names.has(versionNumbers(read.version));
  };
}

function found(source: string, sources: ReadonlyMap<string, SourceRecord>, where: string): SourceRecord {
  const record = sources.get(source);
  if (record !== undefined) return record;
  throw new CommandRefusedError(
    `There is no source ${source} ${where}${didYouMean(source, [...sources.keys()], '.')}`,
  );
}

const asJson = ({ tag, read, isUnplanned }: ReadTag) =>
  read.kind === 'unplaced'
    ? { tag, kind: read.kind, because: read.because, lines: read.lines }
    : { tag, ...read, ...(isUnplanned ? { isUnplanned } : {}) };

function writeLines(terminal: Terminal, tags: readonly ReadTag[]): void {
  const widest = Math.min(60, Math.max(0, ...tags.map(({ tag }) => tag.length)));
  for (const each of tags) terminal.out(printable(`${each.tag.padEnd(widest)}  ${inWords(each)}`));
  for (const line of remarks(tags)) terminal.out(printable(line));
}

function inWords({ read, isUnplanned }: ReadTag): string {
  if (read.kind === 'ignored') return `ignored: ${read.because}`;
  if (read.kind === 'unplaced') return `waits: ${read.because}`;
  const { release, train, version, isJudged, of } = read;
  const judged = isUnplanned
    ? 'the train has a schedule, so it waits until releases.yml plans it'
    : 'projects are judged by it';
  const what = isJudged ? judged : `a patch or build of ${of}, not judged`;
  return `release ${release}, version ${version}, of the train ${train}: ${what}`;
}

/** What to add for those that wait, each once, and trains on which nobody would be judged. */
function remarks(tags: readonly ReadTag[]): string[] {
  const lines = new Set(tags.flatMap(({ read }) => (read.kind === 'unplaced' ? read.lines : [])));
  const releases = tags.flatMap(({ read }) => (read.kind === 'release' ? [read] : []));
  const trains = [...Map.groupBy(releases, ({ train }) => train)];
  const unjudged = trains.filter(([, all]) => !isAnyJudged(all.map(({ isJudged: counts }) => ({ counts }))));
  return [
    ...(lines.size === 0 ? [] : ['', 'To place those that wait, add to this source in sources.yml:']),
    ...[...lines].map((line) => `  ${line}`),
    ...unjudged.map(([train]) => `Train ${train}: ${NONE_JUDGED}.`),
  ];
}
