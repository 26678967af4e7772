/** What can be stated on a page: its fields, who may state it, the statement that is made of it, and what takes it back. */
import type { Draft, Speaker, Statement } from '../../catalog/model/statements/statement.ts';
import type { Store } from '../../kernel/store/store.ts';

/** What is filled in, by the name of the field; what is empty is absent. */
export type Values = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** A moment is a UTC instant when it is stated; a day means its end where the reader is. */
  readonly as: 'line' | 'text' | 'moment' | readonly (readonly [value: string, label: string])[];
  readonly isRequired?: boolean;
}

/** Where and by whom something is stated. */
export interface Scene {
  readonly store: Store;
  readonly speaker: Speaker;
  /** UTC instant. */
  readonly now: string;
  /** IANA, of the reader. */
  readonly zone: string;
}

/** The action that takes something back, filled in. */
export interface Opposite {
  readonly action: string;
  readonly values: Values;
}

export interface Action {
  /** `Exempt a project` */
  readonly title: string;
  /** What it means, in a sentence. */
  readonly about: string;
  /** Who may, in a sentence. */
  readonly who: string;
  readonly fields: readonly Field[];
  /** @throws {StatementRefusedError} {StatementIncompleteError} */
  make(scene: Scene, values: Values): Promise<Statement>;
  /** Undefined where nothing takes it back. */
  opposite(values: Values, said: Statement): Opposite | undefined;
  /** The page that it is about. */
  page(values: Values, facts: readonly Draft[]): string;
}

/** A text field of a fact. */
export const textIn = (draft: Draft | undefined, name: string): string | undefined => {
  const value = draft?.fields[name];
  return typeof value === 'string' ? value : undefined;
};

/** Leaves out what is undefined. */
export const filled = (values: Readonly<Record<string, string | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).filter((each): each is [string, string] => Boolean(each[1])));

export const sayAddress = (action: string, values: Values = {}): string => {
  const query = new URLSearchParams(values).toString();
  return query === '' ? `/say/${action}` : `/say/${action}?${query}`;
};

export const PROJECT: Field = {
  name: 'project',
  label: 'Project',
  hint: 'Its id, like search-quality.',
  as: 'line',
  isRequired: true,
};
export const RELEASE: Field = {
  name: 'release',
  label: 'Release',
  hint: 'By version or id, like 5.4 or server-5.4.',
  as: 'line',
  isRequired: true,
};
export const FEATURE: Field = {
  name: 'feature',
  label: 'Feature',
  hint: 'Its id, like code-search.',
  as: 'line',
  isRequired: true,
};
export const reason = (isRequired: boolean): Field => ({
  name: 'reason',
  label: 'Reason',
  hint: 'Internal users see it; public pages do not.',
  as: 'text',
  isRequired,
});
export const UNTIL: Field = {
  name: 'until',
  label: 'Until',
  hint: 'A day, which means its end where you are, or a moment like 2026-11-30 14:00.',
  as: 'moment',
};

/** Where `none` stands for what is not known. */
export const orNone = 'Empty leaves it as it is; none takes it away.';
