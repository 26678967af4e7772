/** What is told at once, as it is said before it has the shape of an outline. */
import type { Announcement } from '../../../../events/catalogue.ts';
import { type Line, named } from '../../../outline/line.ts';

/** The announcements that people are told of. */
type Told =
  | 'ProjectFlagged'
  | 'ProjectCleared'
  | 'ProjectWarned'
  | 'MaturityChanged'
  | 'GradeChanged'
  | 'ReviewReminded'
  | 'ReviewLapsed';
export type ToldAnnouncement = Extract<Announcement, { readonly type: Told }>;
export type Detail<Type extends Told> = Extract<ToldAnnouncement, { readonly type: Type }>['detail'];

/** What an announcement does not say itself. */
export interface About {
  /** The zone in which moments are told. */
  readonly zone: string;
  /** What people call `project:rank` or `feature:search`; its id where nobody knows. */
  titleOf(entity: string): string | undefined;
}

/** What is said of an announcement; what is about it comes from `About`. */
export interface Words {
  readonly subject: string;
  readonly lead: Line;
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly actions: readonly string[];
}

export const titled = ({ titleOf }: About, kind: string, id: string) => named(titleOf(`${kind}:${id}`) ?? id);
