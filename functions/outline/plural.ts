/**
 * `1 project`, `1,200 projects`. In a file of its own because pages need it at the start of `web`, which must not load the
 * rest of the outline for it.
 */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
