import { perHost } from '../per-host.ts';

/** How long a secret that was replaced is still used, in seconds: as seldom is the store asked. */
const LONGEST_KEPT = 300;

/** What a secret holds until somebody fills it: the store takes no empty one. */
export const UNFILLED = 'none';

/** What it gave is kept with it. Loaded when it is first asked for: on one machine it never is. */
const store = perHost(async () => {
  const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
  return new SecretsProvider();
});

/**
 * A secret as Secrets Manager has it, without space at its ends.
 * @returns `''` where nobody filled it
 * @throws whatever the store says when it does not give it
 */
export async function storedSecret(arn: string): Promise<string> {
  const value = await (await store()).get(arn, { maxAge: LONGEST_KEPT });
  return filled(typeof value === 'string' ? value : '');
}

/** What was filled in, wherever it comes from. */
export function filled(value: string | undefined): string {
  const text = value?.trim() ?? '';
  return text === UNFILLED ? '' : text;
}
