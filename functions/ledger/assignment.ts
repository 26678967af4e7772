/** The update that gives an item these attributes: sets those that have a value, removes those that have none. */

interface Assignment {
  readonly set: readonly string[];
  readonly remove: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

export function assignment(attributes: Readonly<Record<string, unknown>>): Assignment {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const absent = Object.keys(attributes).filter((name) => attributes[name] === undefined);
  return {
    set: present.map(([name]) => `#${name} = :${name}`),
    remove: absent.map((name) => `#${name}`),
    names: Object.fromEntries(Object.keys(attributes).map((name) => [`#${name}`, name])),
    values: Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
  };
}

/** The expression of an update. */
export const updateExpression = ({ set, remove }: Pick<Assignment, 'set' | 'remove'>): string =>
  `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`;
