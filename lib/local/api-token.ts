/** The token of the private API. */
import { join } from 'node:path';
import { API_TOKEN } from '../../functions/kernel/environment.ts';
import type { MadeSecret } from './made-secret.ts';

export const apiToken: MadeSecret = {
  variable: API_TOKEN,
  file: 'api-token',
  what: 'the token of the API',
};

/** Where a person finds the token, in a sentence that does not tell it. */
export function whereIsApiToken(data: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (environment[API_TOKEN]?.trim()) return `The API takes the token in ${API_TOKEN}.`;
  return data === undefined
    ? `The API takes a token that nobody knows; set ${API_TOKEN} to choose it.`
    : `The API takes the token in ${join(data, apiToken.file)}.`;
}
