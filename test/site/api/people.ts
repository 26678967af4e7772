import { fact } from '../../support/facts.ts';

/** A fact that needs no other. */
export const person = (id: string) =>
  fact('PersonRegistered', '2024-01-01', { person: id, name: id }, `registers ${id}`);
