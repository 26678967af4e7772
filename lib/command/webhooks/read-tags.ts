/** `tags`: what each of a list of tags would be at a source, before anything is sent. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { didYouMean } from '../../../events/nearest.ts';
import type { SourceRecord } from '../../../functions/catalog/model/import/records.ts';
import { readRecords } from '../../../functions/catalog/model/import/wire.ts';
import { isAnyJudged, NONE_JUDGED } from '../../../functions/catalog/model/release.ts';
import { readTag, type TagReading } from '../../../functions/catalog/model/tags/read-tag.ts';
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
}

/** @throws {CommandRefusedError} when there is no such source, or the file cannot be read */
export async function runTags(
  around: Surroundings,
  source: string,
  file: string | undefined,
  options: TagsOptions,
): Promise<void> {
  const record = await sourceCalled(around, source, options);
  const lines = (await listOf(file)).split(/\r?\n/).map((line) => line.trim().replace(/^refs\/tags\//, ''));
  const tags = lines.filter((line) => line !== '').map((tag) => ({ tag, read: readTag(tag, record) }));
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

async function sourceCalled(
  around: Surroundings,
  source: string,
  { catalog, ...target }: TagsOptions,
): Promise<SourceRecord> {
  if (catalog !== undefined) {
    const { sources } = (await readFolder(catalog)).catalog;
    return found(source, sources ?? new Map(), `in ${catalog}`);
  }
  let record: SourceRecord | undefined;
  await withReads(around, target, async ({ page }) => {
    const known = await readRecords(page, 'sources');
    record = found(source, new Map([...known].map(([id, each]) => [id, each.record])), 'in the ledger');
  });
  return record ?? {};
}

function found(source: string, sources: ReadonlyMap<string, SourceRecord>, where: string): SourceRecord {
  const record = sources.get(source);
  if (record !== undefined) return record;
  throw new CommandRefusedError(
    `There is no source ${source} ${where}${didYouMean(source, [...sources.keys()], '.')}`,
  );
}

const asJson = ({ tag, read }: ReadTag) =>
  read.kind === 'unplaced'
    ? { tag, kind: read.kind, because: read.because, lines: read.lines }
    : { tag, ...read };

function writeLines(terminal: Terminal, tags: readonly ReadTag[]): void {
  const widest = Math.min(60, Math.max(0, ...tags.map(({ tag }) => tag.length)));
  for (const { tag, read } of tags) terminal.out(printable(`${tag.padEnd(widest)}  ${inWords(read)}`));
  for (const line of remarks(tags)) terminal.out(printable(line));
}

function inWords(read: TagReading): string {
  if (read.kind === 'ignored') return `ignored: ${read.because}`;
  if (read.kind === 'unplaced') return `waits: ${read.because}`;
  const { release, train, version, isJudged, of } = read;
  const what = isJudged ? 'projects are judged by it' : `a patch or build of ${of}, not judged`;
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
