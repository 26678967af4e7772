/** The name that someone probably meant, or undefined when none comes close. */
export function nearest(mistyped: string, names: readonly string[]): string | undefined {
  const wanted = mistyped.slice(0, 60).toLowerCase();
  const found = names
    .map((name) => ({ name, distance: edits(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= name.length / 2)
    .toSorted((a, b) => a.distance - b.distance);
  return found[0]?.name;
}

/** The end of a message about an unknown name: `, did you mean security?`, or `otherwise` when no name comes close. */
export function didYouMean(mistyped: string, names: readonly string[], otherwise = ''): string {
  const meant = nearest(mistyped, names);
  return meant === undefined ? otherwise : `, did you mean ${meant}?`;
}

/** Levenshtein's distance: how many letters must be added, removed or replaced to turn one word into the other. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const letter of from) {
    const next = [(row[0] ?? 0) + 1];
    for (let at = 1; at < row.length; at++) {
      const replaced = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
