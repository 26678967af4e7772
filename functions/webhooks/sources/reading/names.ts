/** How senders name things: numbers, keys, accounts. What does not fit is refused with `BAD_ID`. */
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';

const badId = (error: string) => ({ error, params: { refusal: 'BAD_ID' } });

const isNumber = (value: unknown) =>
  typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : /^\d{1,20}$/.test(String(value));

/**
 * A number that the sender calls something by, as text. From 2^53 on, numbers in JSON lose their last digits, and two
 * things would have one id: they are refused unless they come as text.
 */
export const numericId = lazy(() =>
  z
    .unknown()
    .refine((value) => (typeof value === 'number' || typeof value === 'string') && isNumber(value), {
      ...badId('is not a whole number below 2^53'),
    })
    .transform(String),
);

const named = (pattern: RegExp, error: string) =>
  lazy(() => z.string().refine((value) => value.length <= 200 && pattern.test(value), badId(error)));

/** A key of a flag service: no slash, which separates a project from its environment in the name of a place. */
export const key = named(/^[\w.~-]+$/, 'is not a key of letters, digits, dots, dashes and underscores');

/** `acme/app`, and with groups within groups `acme/web/app`. */
export const repositoryPath = named(/^[\w.-]+(?:\/[\w.-]+)+$/, 'is not a path like acme/app');

/** The name of an account, as it stands in a reference to it: `octocat` in `github:octocat`. */
export const account = named(/^[^\s\p{C}]+$/u, 'is not the name of an account');
