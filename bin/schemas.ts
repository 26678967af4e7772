/** Writes the published JSON Schemas: of every event to events/schemas, of the files of a catalog to docs/schemas. */
import '../lib/local/tsx.ts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { announcements, facts } from '../events/catalogue.ts';
import { publishedSchema } from '../events/contract.ts';
import { sections } from '../functions/catalog/model/import/problem.ts';
import { openApi } from '../lib/api/openapi.ts';
import { editorSchema } from '../lib/catalog/sections.ts';

async function write(folder: string, schemas: ReadonlyMap<string, string>, what: string): Promise<void> {
  const url = new URL(`../${folder}/`, import.meta.url);
  await rm(url, { recursive: true, force: true });
  await mkdir(url, { recursive: true });
  for (const [name, schema] of schemas) await writeFile(new URL(`${name}.json`, url), schema);
  console.log(`Wrote the schemas of ${schemas.size} ${what} to ${folder}.`);
}

const contracts = [...facts, ...announcements];
const ofEvents = contracts.map((contract) => [contract.type, publishedSchema(contract)] as const);
const ofFiles = sections.map((section) => [section, editorSchema(section)] as const);
await write('events/schemas', new Map(ofEvents), 'events');
await write('docs/schemas', new Map([...ofFiles, ['openapi', await openApi()]]), 'catalog files and the API');
