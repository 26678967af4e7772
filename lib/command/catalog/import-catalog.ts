/** `diff` and `import`: what a folder of catalog files would change, in words, and the change itself. */

import { additions } from '../../../functions/catalog/model/import/additions.ts';
import type { Change } from '../../../functions/catalog/model/import/change.ts';
import { type Differences, differences } from '../../../functions/catalog/model/import/differences.ts';
import { type Known, nothingKnown } from '../../../functions/catalog/model/import/known.ts';
import { type LikelyRename, likelyRenames } from '../../../functions/catalog/model/import/likely-renames.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { whoIs } from '../../../functions/catalog/model/speakers.ts';
import { type DraftFact, readDraft } from '../../../functions/kernel/model/draft-fact.ts';
import { plural } from '../../../functions/outline/plural.ts';
import type { CatalogFolder } from '../../catalog/folder.ts';
import { CommandMisusedError, CommandRefusedError, TableUnnamedError } from '../input-error.ts';
import { withTarget } from '../open-target.ts';
import { toReference } from '../options.ts';
import type { OutgoingFact, Target, TargetOptions } from '../target.ts';
import { ended, progressOn, type Surroundings, type Terminal } from '../terminal.ts';
import { withoutRefused } from './foreign-source.ts';
import { mustBeTheirs } from './import-permits.ts';
import { type CatalogOptions, type CatalogReading, isForeign, readCatalog } from './read-catalog.ts';
import { countLine, hasErrors, lineOf, problemsOf } from './validate-catalog.ts';

/** Who imports, where the command names no one. */
const DEFAULT_ACTOR = 'system:import';

export interface ImportOptions extends TargetOptions, CatalogOptions {
  /** UTC instant; now where absent. */
  readonly at?: string;
  /** Who imports: by id, e-mail address or account, or a reference like `person:ada`. */
  readonly as?: string;
  readonly renamed?: ReadonlyMap<string, string> | undefined;
  readonly allowUnregistered?: boolean;
  readonly dryRun?: boolean;
}

/** Ends with 1 when the catalog has errors, and imports nothing then. @throws {InputError} {CatalogFilesError} */
export async function runImport(
  around: Surroundings,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  mustSayWhen(options);
  const { terminal, now } = around;
  const { at = now, renamed } = options;
  const reading = await readCatalog(directory, options, at);
  await withTarget(options.dryRun ? 'compare' : 'write', options, around, async (target) => {
    const known = await target.readKnown();
    const catalog = sound(terminal, reading.read(known), known, options);
    if (catalog === undefined) return;
    const actor = actorOf(options.as, catalog, known);
    const compare = comparing(reading, catalog, at, { ...options, actor });
    const found = compare(known ?? nothingKnown);
    mustBeTheirs(actor, found.changes, catalog, known ?? nothingKnown);
    report(terminal, found, unanswered(known ?? nothingKnown, catalog, renamed));
    if (options.dryRun) terminal.out('Nothing was imported: this was a dry run.');
    else if (found.changes.length > 0)
      await publish(terminal, target, found.changes, (after) => compare(after).changes.length === 0);
  });
}

/** Ends with 1 when the catalog has errors. @throws {InputError} {CatalogFilesError} */
export async function runDiff(
  around: Surroundings,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  const { terminal, now } = around;
  const reading = await readCatalog(directory, options, now);
  const { renamed } = options;
  await withTarget('compare', options, around, async (target) => {
    const known = await target.readKnown();
    if (known === undefined) throw new TableUnnamedError();
    const catalog = sound(terminal, reading.read(known), known, options);
    if (catalog !== undefined) {
      const compare = comparing(reading, catalog, now, options);
      report(terminal, compare(known), unanswered(known, catalog, renamed));
    }
  });
}

/** People may come with the import that they make. @throws {CommandRefusedError} for somebody nobody knows */
function actorOf(name: string | undefined, { people }: Catalog, known = nothingKnown): string {
  if (name === undefined) return DEFAULT_ACTOR;
  if (/^(person|team|system):/.test(name)) return toReference(name);
  if (people?.has(name)) return `person:${name}`;
  const found = whoIs(name, known.people);
  if (found.known) return `person:${found.person}`;
  throw new CommandRefusedError(ended(`Nothing was imported: ${found.because}`));
}

interface Comparing extends Pick<ImportOptions, 'renamed' | 'from'> {
  readonly actor?: string;
}

/** What an import would change; files of others add to what is known, and take nothing away. */
const comparing =
  (reading: CatalogReading, catalog: Catalog, at: string, { actor, renamed, from }: Comparing) =>
  (known: Known): Differences => {
    if (!isForeign({ from })) return differences(known, catalog, at, { actor, renamed });
    const added = additions(known, catalog, (section, id) => reading.isImplied(section, id));
    const options = { actor, renamed, idPrefix: `import:${from}:` };
    const { changes, warnings } = differences(added.known, added.wanted, at, options);
    return { changes, warnings: [...warnings, ...added.left] };
  };

/** What is sent as a whole is the same facts only when it is of the same moment. */
function mustSayWhen({ bus, table, at }: ImportOptions): void {
  if (bus === undefined || table !== undefined || at !== undefined) return;
  throw new CommandMisusedError(
    'Without --table, all of the catalog is sent and not only what differs: say of which moment it is with --at (the date of its commit), so that the same import sent twice is one.',
  );
}

/**
 * The catalog, unless it has errors: a record that is left out for an error is not one that was taken out. Files of others take
 * nothing out: what is wrong with a record is wrong with it alone.
 */
function sound(
  terminal: Terminal,
  folder: CatalogFolder,
  known: Known | undefined,
  { allowUnregistered, from }: ImportOptions,
): Catalog | undefined {
  const isAdded = isForeign({ from });
  const problems = problemsOf(folder, known, { allowUnregistered: allowUnregistered || isAdded });
  for (const problem of problems) terminal.err(`${lineOf(problem)}\n`);
  if (!hasErrors(problems)) return folder.catalog;
  terminal.end(1);
  const counted = countLine(problems, folder.files);
  if (!isAdded) {
    terminal.err(`${counted} Nothing is imported from a catalog with errors.\n`);
    return undefined;
  }
  terminal.err(`${counted} What has an error is left out, and the rest is imported.\n`);
  return withoutRefused(folder.catalog, problems);
}

function report(
  terminal: Terminal,
  { changes, warnings }: Differences,
  likely: readonly LikelyRename[],
): void {
  for (const { kind, from, to, because } of likely)
    terminal.err(
      `Is ${kind} ${to} what was ${from} (${because})? If so, say --renamed ${from}=${to}: its history goes on.\n`,
    );
  for (const words of warnings) terminal.err(`warning: ${words}\n`);
  for (const { words } of changes) terminal.out(words);
  if (changes.length === 0) terminal.out('Nothing to change.');
}

function unanswered(
  known: Known,
  catalog: Catalog,
  renamed: NonNullable<ImportOptions['renamed']> = new Map(),
): readonly LikelyRename[] {
  const successors = new Set(renamed.values());
  return likelyRenames(known, catalog).filter(({ from, to }) => !renamed.has(from) && !successors.has(to));
}

async function publish(
  terminal: Terminal,
  target: Target,
  changes: readonly Change[],
  isRecorded: (known: Known) => boolean,
): Promise<void> {
  const facts = changes.map(({ fact }) => outgoing(fact));
  await target.publish(facts, progressOn(terminal, facts.length, 'facts'));
  const isDone = await target.settled(isRecorded);
  terminal.out(
    `${plural(facts.length, 'change')} ${isDone ? 'imported' : 'sent; not all of it is recorded yet'}.`,
  );
}

/** @throws {Error} when it would be quarantined, which would be our own mistake */
function outgoing(draft: DraftFact): OutgoingFact {
  const { type, detail } = draft;
  const read = readDraft(draft);
  if (read.ok) return { type, body: read.body };
  throw new Error(`Nothing was imported: ${type} ${detail.id} would not be understood: ${read.message}`);
}
