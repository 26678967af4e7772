/**
 * Whether a person may import what they import: by the rules that commands and the API go by. An import that names nobody, or a
 * system, is that of whoever may write there, and is not asked.
 */
import type { Change } from '../../../functions/catalog/model/import/change.ts';
import type { Known, KnownRecord, KnownRecords } from '../../../functions/catalog/model/import/known.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { permitsOf, refusalOf } from '../../../functions/catalog/model/permits.ts';
import { whoIs } from '../../../functions/catalog/model/speakers.ts';
import { readDraft } from '../../../functions/kernel/model/draft-fact.ts';
import { CommandRefusedError } from '../input-error.ts';
import { registryOf } from '../permits.ts';
import { ended } from '../terminal.ts';

/** As many refusals as a person reads. */
const MAX_SHOWN = 20;

/**
 * @param actor `person:ada`, `github:ada`, `system:import`
 * @throws {CommandRefusedError} when the catalog does not know them, or they may not state one of the changes
 */
export function mustBeTheirs(
  actor: string,
  changes: readonly Change[],
  catalog: Catalog,
  known: Known,
): void {
  if (actor.startsWith('system:')) return;
  // Before the first import nobody is known: then those of the files are.
  const people = known.people.size > 0 ? known.people : asKnown(catalog.people);
  const found = whoIs(actor, people);
  if (!found.known) throw refusal([found.because]);
  const permits = permitsOf(
    registryOf({
      projects: withNew(known.projects, catalog.projects),
      teams: withNew(known.teams, catalog.teams),
      features: withNew(known.features, catalog.features),
      channels: withNew(known.channels, catalog.channels),
      exemptions: known.exemptions,
      rubric: known.rubric ?? (catalog.rubric && recordKnown(catalog.rubric)),
    }),
  );
  const refused = changes.flatMap(({ fact, words }) => {
    const read = readDraft(fact);
    const because = read.ok ? refusalOf(read, found.actor, permits) : undefined;
    return because === undefined ? [] : [`${words}: ${because}`];
  });
  if (refused.length > 0) throw refusal(refused);
}

function refusal(because: readonly string[]): CommandRefusedError {
  const more = because.length - MAX_SHOWN;
  const lines = [...because.slice(0, MAX_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
  return new CommandRefusedError(ended(`Nothing was imported: ${lines.join('\n')}`));
}

/** Records that only the files have are new; of others what is known decides, not what the import makes of them. */
const withNew = <Record>(
  known: KnownRecords<Record>,
  wanted: ReadonlyMap<string, Record> | undefined,
): KnownRecords<Record> => new Map([...asKnown(wanted), ...known]);

const asKnown = <Record>(records: ReadonlyMap<string, Record> | undefined): KnownRecords<Record> =>
  new Map([...(records ?? [])].map(([id, record]) => [id, recordKnown(record)]));

const recordKnown = <Record>(record: Record): KnownRecord<Record> => ({
  record,
  isFromFiles: true,
  saidAt: '',
  isGone: false,
});
