/** The subject of an e-mail: a header, in which a line break would begin another one. */
import { clean } from './clean.ts';
import type { Outline } from './shape.ts';

const MAX_LENGTH = 120;

/** One line without control characters, at most 120 UTF-16 units. */
export const mailSubject = ({ subject }: Pick<Outline, 'subject'>): string => clean(subject, MAX_LENGTH);
