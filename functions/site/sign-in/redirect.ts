/** Answers that lead elsewhere, and what nobody keeps. */
import type { HttpAnswer } from '../../kernel/http/answers.ts';

/** With `GET`, whatever was asked; never kept. @param to a path of ours, or the provider's address */
export const redirect = (to: string, cookies: string[] = []): HttpAnswer => ({
  statusCode: 303,
  headers: { Location: to, 'Cache-Control': 'no-store' },
  body: '',
  ...(cookies.length > 0 && { cookies }),
});

/**
 * For pages that are for one person, or whose address is a secret: not into caches, and only the origin into the referrer
 * of the next page. Without any referrer, browsers would not say where the form of the page comes from.
 */
export const secretly = ({ headers, ...rest }: HttpAnswer, cookies: string[] = []): HttpAnswer => ({
  ...rest,
  headers: { ...headers, 'Cache-Control': 'no-store', 'Referrer-Policy': 'strict-origin' },
  ...(cookies.length > 0 && { cookies }),
});
