/** Answers that lead elsewhere, and what nobody keeps. */
import type { HttpAnswer } from '../../kernel/http/answers.ts';

/** With `GET`, whatever was asked; never kept. @param to a path of ours, or the provider's address */
export const redirect = (to: string, cookies: string[] = []): HttpAnswer => ({
  statusCode: 303,
  headers: { Location: to, 'Cache-Control': 'no-store' },
  body: '',
  ...(cookies.length > 0 && { cookies }),
});

/** For pages of one person, or whose address is a secret: no cache keeps them. */
export const secretly = ({ headers, ...rest }: HttpAnswer, cookies: string[] = []): HttpAnswer => ({
  ...rest,
  headers: { ...headers, 'Cache-Control': 'no-store' },
  ...(cookies.length > 0 && { cookies }),
});
