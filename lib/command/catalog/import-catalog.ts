/** `diff` and `import`: what a folder of catalog files would change, in words, and the change itself. */

import { additions } from '../../../functions/catalog/model/import/additions.ts';
import type { Change } from '../../../functions/catalog/model/import/change.ts';
import { type Differences, differences } from '../../../functions/catalog/model/import/differences.ts';
import { type Known, nothingKnown } from '../../../functions/catalog/model/import/known.ts';
import { type LikelyRename, likelyRenames } from '../../../functions/catalog/model/import/likely-renames.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { type DraftFact, readDraft } from '../../../functions/kernel/model/draft-fact.ts';
import { CommandMisusedError, TableUnnamedError } from '../input-error.ts';
import { withTarget } from '../open-target.ts';
import type { OutgoingFact, Target, TargetOptions } from '../target.ts';
import { amount, progressOn, type Surroundings, type Terminal } from '../terminal.ts';
import { withoutRefused } from './foreign-source.ts';
import {
  type CatalogOptions,
  type CatalogReading,
  countLine,
  hasErrors,
  isForeign,
  lineOf,
  type ReadCatalog,
  readCatalogFrom,
  validated,
} from './validate-catalog.ts';

/** Who imports, where nobody is named. */
const NOBODY = 'system:import';

export interface ImportOptions extends TargetOptions, CatalogOptions {
  /** UTC instant; now where absent. */
  readonly at?: string;
  /** A reference to whoever imports. */
  readonly as?: string;
  readonly renamed?: ReadonlyMap<string, string> | undefined;
  readonly allowUnregistered?: boolean;
  readonly dryRun?: boolean;
}

/** Ends with 1 when the catalog has errors, and imports nothing then. @throws {InputError} {CatalogUnreadableError} */
export async function runImport(
  around: Surroundings,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  mustSayWhen(options);
  const { terminal, now } = around;
  const { at = now, as: actor = NOBODY, renamed } = options;
  const reading = await readCatalogFrom(directory, options, at);
  await withTarget(options.dryRun ? 'read' : 'write', options, around, async (target) => {
    const known = await target.readKnown();
    const catalog = sound(terminal, reading.read(known), known, options);
    if (catalog === undefined) return;
    const compare = comparing(reading, catalog, at, { actor, ...options });
    const found = compare(known ?? nothingKnown);
    tell(terminal, found, { known, catalog, renamed });
    if (options.dryRun) terminal.out('Nothing was imported: this was a dry run.');
    else if (found.changes.length > 0)
      await publish(terminal, target, found.changes, (after) => compare(after).changes.length === 0);
  });
}

/** Ends with 1 when the catalog has errors. @throws {InputError} {CatalogUnreadableError} */
export async function runDiff(
  around: Surroundings,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  const { terminal, now } = around;
  const reading = await readCatalogFrom(directory, options, now);
  const { renamed } = options;
  await withTarget('read', options, around, async (target) => {
    const known = await target.readKnown();
    if (known === undefined) throw new TableUnnamedError();
    const catalog = sound(terminal, reading.read(known), known, options);
    if (catalog !== undefined)
      tell(terminal, comparing(reading, catalog, now, options)(known), { known, catalog, renamed });
  });
}

/** What an import would change; files of others add to what is known, and take nothing away. */
const comparing =
  (
    reading: CatalogReading,
    catalog: Catalog,
    at: string,
    { actor, renamed, from }: CatalogOptions & { actor?: string; renamed?: ImportOptions['renamed'] },
  ) =>
  (known: Known): Differences => {
    if (from === undefined || from === 'handbook') return differences(known, catalog, at, { actor, renamed });
    const added = additions(known, catalog, (section, id) => reading.isImplied(section, id));
    const found = differences(added.known, added.wanted, at, {
      actor,
      renamed,
      idPrefix: `import:${from}:`,
    });
    return { ...found, unspoken: [...found.unspoken, ...added.left] };
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
  read: ReadCatalog,
  known: Known | undefined,
  { allowUnregistered, from }: ImportOptions,
): Catalog | undefined {
  const isAdded = isForeign({ from });
  const { catalog, problems, files } = validated(read, known, {
    allowUnregistered: allowUnregistered || isAdded,
  });
  for (const problem of problems) terminal.err(`${lineOf(problem)}\n`);
  if (!hasErrors(problems)) return catalog;
  terminal.end(1);
  if (isAdded) {
    terminal.err(`${countLine(problems, files)} What has an error is left out, and the rest is imported.\n`);
    return withoutRefused(catalog, problems);
  }
  terminal.err(`${countLine(problems, files)} Nothing is imported from a catalog with errors.\n`);
  return undefined;
}

interface Compared {
  readonly known: Known | undefined;
  readonly catalog: Catalog;
  readonly renamed: ImportOptions['renamed'];
}

function tell(terminal: Terminal, { changes, stale, unspoken }: Differences, compared: Compared): void {
  for (const { from, to, because } of unanswered(compared))
    terminal.err(
      `Is feature ${to} what was ${from} (${because})? If so, say --renamed ${from}=${to}: its history goes on.\n`,
    );
  for (const words of [...stale, ...unspoken]) terminal.err(`warning: ${words}\n`);
  for (const { words } of changes) terminal.out(words);
  if (changes.length === 0) terminal.out('Nothing to change.');
}

function unanswered({ known, catalog, renamed = new Map() }: Compared): readonly LikelyRename[] {
  if (known === undefined) return [];
  const heirs = new Set(renamed.values());
  return likelyRenames(known, catalog).filter(({ from, to }) => !renamed.has(from) && !heirs.has(to));
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
    `${amount(facts.length, 'change')} ${isDone ? 'imported' : 'sent; not all of it is recorded yet'}.`,
  );
}

class FactMisreadError extends Error {
  override readonly name = 'FactMisreadError';
}

/** @throws {FactMisreadError} which would be our own mistake: it would be quarantined */
function outgoing(draft: DraftFact): OutgoingFact {
  const { type, detail } = draft;
  const read = readDraft(draft);
  if (read.ok) return { type, body: read.body };
  throw new FactMisreadError(
    `Nothing was imported: ${type} ${detail.id} would not be understood: ${read.message}`,
  );
}
