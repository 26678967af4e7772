/** A moment in each of the last months, the one of `now` last. @param now UTC instant */
export function monthsUpTo(now: string, months: number): string[] {
  const year = Number(now.slice(0, 4));
  const month = Number(now.slice(5, 7)) - 1;
  return Array.from({ length: months }, (_none, at) =>
    new Date(Date.UTC(year, month - (months - 1 - at), 1)).toISOString(),
  );
}
