/** Writes the published JSON Schema of every event to events/schemas. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { announcements, facts } from '../events/catalogue.ts';
import { publishedSchema } from '../events/published-schema.ts';

const folder = new URL('../events/schemas/', import.meta.url);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const contracts = [...facts, ...announcements];
for (const contract of contracts) {
  await writeFile(new URL(`${contract.type}.json`, folder), publishedSchema(contract));
}
console.log(`Wrote the schemas of ${contracts.length} events to events/schemas.`);
