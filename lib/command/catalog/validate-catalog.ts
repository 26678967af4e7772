/** `init` and `validate`: a folder of catalog files, without any ledger. */
import { writeStarter } from '../../catalog/starter.ts';
import type { Terminal } from '../terminal.ts';
import { countLine, hasErrors, lineOf, problemsAsJson } from './problems.ts';
import { readCatalog, validated } from './read-catalog.ts';

/** @throws {CatalogFolderTakenError} when the folder holds a catalog and `force` is not given */
export async function runInit(
  terminal: Terminal,
  directory: string,
  { force }: { readonly force?: boolean },
): Promise<void> {
  const files = await writeStarter(directory, { force });
  terminal.out(`Wrote ${files.join(', ')} to ${directory}.`);
  terminal.out(`Make them yours, then look: npm run --silent shipshape -- validate ${directory}`);
}

/** Ends with 1 when the catalog has errors. @throws {CatalogUnreadableError} when there is no catalog to read */
export async function runValidate(
  terminal: Terminal,
  directory: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const { problems, files } = validated(await readCatalog(directory));
  if (json) terminal.out(problemsAsJson(problems, files));
  else for (const line of [...problems.map(lineOf), countLine(problems, files)]) terminal.out(line);
  if (hasErrors(problems)) terminal.end(1);
}
