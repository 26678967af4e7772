/** What is told at once, as it is said before it has the shape of an outline. */
import type { Notice } from '../../../../events/notices.ts';
import { type Line, named } from '../../../outline/line.ts';

/** What people are notified of at once; a digest has words of its own. */
export type ToldAnnouncement = Exclude<Notice, { readonly type: 'DigestReady' }>;
export type Detail<Type extends ToldAnnouncement['type']> = Extract<
  ToldAnnouncement,
  { readonly type: Type }
>['detail'];

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
