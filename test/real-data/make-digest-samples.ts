/**
 * Makes the samples of digests in `docs/samples` from the real data: `node test/real-data/make-digest-samples.ts` in the
 * root of the project. The same data always gives the same files.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestLinks } from '../../functions/digests/model/confirm-link.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { asMarkdown } from '../../functions/outline/markdown.ts';
import type { Outline } from '../../functions/outline/shape.ts';
import { asText } from '../../functions/outline/text.ts';
import { newTable } from '../support/calls.ts';
import { digestsOn } from '../support/digests.ts';
import { kubernetesLedger } from './kubernetes-ledger.ts';
import { demo } from './make-demo.ts';
import { monthsBetween, morningAfter } from './months.ts';
import { sourcegraphLedger } from './sourcegraph-ledger.ts';

export const SAMPLES = 'docs/samples';

/** Where the samples say that they are from. */
const PAGES = 'https://shipshape.example.com';

type History = 'kubernetes' | 'sourcegraph';

interface Sample {
  readonly file: string;
  readonly history: History;
  readonly audience: string;
  readonly period: string;
  as(outline: Outline): string;
}

/** Kubernetes 1.29 was cut in November 2023. In January 2023 nobody touched Sourcegraph's product data. */
const samples: readonly Sample[] = [
  { file: 'kubernetes-1.29.md', history: 'kubernetes', audience: 'all', period: '2023-11', as: asMarkdown },
  { file: 'kubernetes-1.29.txt', history: 'kubernetes', audience: 'all', period: '2023-11', as: asText },
  {
    file: 'sourcegraph-code-intelligence.md',
    history: 'sourcegraph',
    audience: 'team:code_intelligence',
    period: '2022-06',
    as: asMarkdown,
  },
  {
    file: 'sourcegraph-nobody-verified.txt',
    history: 'sourcegraph',
    audience: 'all',
    period: '2023-01',
    as: asText,
  },
];

/** The samples by file, from tables that hold their digests, each made on the morning after its month. */
export async function digestSamples(tables: Readonly<Record<History, Store>>): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const { file, history, audience, period, as } of samples) {
    const digest = await readDigest(tables[history], audience, period);
    if (digest === undefined) throw new TypeError(`There is no digest of ${audience} for ${period}.`);
    made.set(file, as(outlineOf(digest, digestLinks(digest, PAGES, undefined))));
  }
  return made;
}

/** The demo with its digests from the release of 1.28 on. */
export async function demoWithDigests(table: Store): Promise<void> {
  await kubernetesLedger(table, demo());
  for (const month of monthsBetween('2023-07', '2023-11'))
    await digestsOn(table).fire({ period: month.name }, morningAfter(month));
}

async function sourcegraphWithDigests(table: Store): Promise<void> {
  const ledger = await sourcegraphLedger(table);
  for (const month of monthsBetween('2021-11', '2023-01')) {
    await ledger.importUntil(month.until);
    await digestsOn(table).fire({ period: month.name }, morningAfter(month));
  }
  await ledger.close();
}

async function writeSamples(): Promise<void> {
  const tables = { kubernetes: newTable(), sourcegraph: newTable() };
  await demoWithDigests(tables.kubernetes);
  await sourcegraphWithDigests(tables.sourcegraph);
  for (const [file, text] of await digestSamples(tables)) writeFileSync(join(SAMPLES, file), text);
}

if (process.argv[1]?.endsWith('make-digest-samples.ts')) writeSamples();
