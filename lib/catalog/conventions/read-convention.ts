/** `--from`: reads what others keep, a file or all files below a folder, by one of the conventions that are known. */
import { relative, resolve, sep } from 'node:path';
import { CatalogFilesError } from '../files-error.ts';
import { assembled, type Converted } from './assemble.ts';
import { backstage } from './backstage.ts';
import { cncf } from './cncf.ts';
import type { Context, Convention } from './convention.ts';
import { cortex } from './cortex.ts';
import { readDocuments, type SourceDocument, yamlFilesAt } from './documents.ts';
import { gathering } from './gathering.ts';
import { gitlab } from './gitlab.ts';
import type { ConventionName } from './names.ts';
import { opslevel } from './opslevel.ts';

const conventions: Readonly<Record<ConventionName, Convention>> = {
  gitlab,
  opslevel,
  cortex,
  backstage,
  cncf,
};

export interface ReadSources {
  /** How many files were read. */
  readonly files: number;
  /** What they say to somebody who knows this. */
  as(context: Context): Converted;
}

/** @throws {CatalogFilesError} when there is nothing to read, or it may not be read */
export async function readConvention(name: ConventionName, source: string): Promise<ReadSources> {
  const convention = conventions[name];
  const files = await chosenFiles(convention, source);
  const documents: SourceDocument[] = [];
  for (const file of files) documents.push(...(await readDocuments(file)));
  return {
    files: files.length,
    as(context) {
      const into = gathering();
      convention.read(documents, into, context);
      return assembled(into, documents, source);
    },
  };
}

/** A file that is named is read, whatever it is called. */
async function chosenFiles({ title, reads }: Convention, source: string): Promise<readonly string[]> {
  const all = await yamlFilesAt(source);
  if (all.length === 1 && all[0] === source) return all;
  // From the folder's own name on: `config/feature_flags` says what is in it.
  const above = resolve(source, '..', '..');
  const chosen = all.filter((file) => reads(relative(above, resolve(file)).replaceAll(sep, '/')));
  if (chosen.length > 0) return chosen;
  throw new CatalogFilesError(
    all.length === 0
      ? `${source}: there is no YAML file in it or below it`
      : `${source}: none of its ${all.length} YAML files is one that ${title} keeps product data in: name the file`,
  );
}
