/** Whom a communication is put before: the roles of its class, found in the catalog. */

/** What is looked at of the catalog. */
export interface Reviewing {
  /** Everyone who is there, by id. */
  readonly people: ReadonlyMap<string, { readonly roles?: readonly string[] | null | undefined }>;
  /** Every team that is there, by id, with its contacts by role. */
  readonly teams: ReadonlyMap<
    string,
    { readonly contacts?: Readonly<Record<string, string | null | undefined>> | null | undefined }
  >;
}

export interface Found {
  /** References, each once. */
  readonly reviewers: readonly string[];
  /** Roles for which nobody was found. */
  readonly missing: readonly string[];
}

/**
 * For each role whoever is nearest to it: the contact of the team that has it; else the people who have it for the
 * whole organisation; else the team of that name.
 * @param roles of the class: `product-director`, `marketing`, `pmm`
 * @param team whose communication it is
 */
export function reviewersFor(roles: readonly string[], team: string | undefined, catalog: Reviewing): Found {
  const found = roles.map((role) => ({ role, reviewers: reviewersOf(role, team, catalog) }));
  return {
    reviewers: [...new Set(found.flatMap(({ reviewers }) => reviewers))],
    missing: found.filter(({ reviewers }) => reviewers.length === 0).map(({ role }) => role),
  };
}

function reviewersOf(role: string, team: string | undefined, { people, teams }: Reviewing): string[] {
  const contacts = teams.get(team ?? '')?.contacts ?? {};
  const contact = Object.hasOwn(contacts, role) ? contacts[role] : undefined;
  if (contact != null && people.has(contact)) return [`person:${contact}`];
  const holders = [...people].filter(([, { roles }]) => roles?.includes(role)).map(([id]) => `person:${id}`);
  if (holders.length > 0) return holders;
  return teams.has(role) ? [`team:${role}`] : [];
}
