import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** The catalog says (again) what a place is about: what waits there for a mapping is attributed now. */
export const SourceMapped = announcement('SourceMapped', () => ({ source: id() }));
