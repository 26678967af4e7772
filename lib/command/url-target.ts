/** A running Shipshape, reached over its private API. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { assembleKnown } from '../../functions/catalog/model/import/wire.ts';
import { batches } from '../../functions/kernel/bus/bus.ts';
import { API_TOKEN } from '../../functions/kernel/environment.ts';
import { apiClient } from './api-client.ts';
import { CommandMisusedError, TargetUnavailableError } from './input-error.ts';
import type { GradeReads } from './reads.ts';
import { within } from './recorded.ts';
import { remoteReads } from './remote-reads.ts';
import type { OutgoingFact, Target } from './target.ts';

/** What one request holds, well within what the API takes. */
const MAX = { items: 500, bytes: 900_000 } as const;

/** @throws {InputError} when the address is none, or no token is given */
export async function urlTarget(
  url: string,
  tokenFile: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  const api = apiClient(url, await tokenOf(tokenFile, environment));
  const reads = remoteReads(api);
  return {
    readKnown: () => known(reads, url),
    publish: async (facts, progress) => {
      let taken = 0;
      for (const batch of batches(facts.map(asText), MAX, Buffer.byteLength)) {
        await api.post('/api/facts', `{"facts":[${batch.join(',')}]}`);
        taken += batch.length;
        progress(taken);
      }
    },
    settled: async (isRecorded) =>
      isRecorded !== undefined && within(async () => isRecorded(await known(reads, url))),
    reads,
    close: async () => {},
  };
}

async function tokenOf(file: string | undefined, environment: NodeJS.ProcessEnv): Promise<string> {
  if (file !== undefined) return fromFile(file);
  const token = environment[API_TOKEN]?.trim();
  if (token) return token;
  throw new CommandMisusedError(
    `--url needs the token of that Shipshape: --token-file FILE, or the environment variable ${API_TOKEN}. It printed at its start where the token is.`,
  );
}

async function fromFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandMisusedError(`${file}: the token cannot be read: ${error.message}`, { cause: error });
  });
  if (text.trim() === '') throw new CommandMisusedError(`${file}: this file holds no token, it is empty.`);
  return text.trim();
}

const known = ({ page }: GradeReads, url: string) =>
  assembleKnown(page).catch((error: unknown) => {
    if (!(error instanceof z.ZodError)) throw error;
    throw new TargetUnavailableError(
      `${url}: its catalog is not one that this version of the command understands.`,
      { cause: error },
    );
  });

/** A fact as the API takes it, as JSON text. */
const asText = ({ type, body }: OutgoingFact) => `{"detail-type":${JSON.stringify(type)},"detail":${body}}`;
