/** What can be read and depended on: a part of a ledger, the mentions of a ledger, or a derived value; each as one text. */
import type { Entity } from '../../../events/contract.ts';
import type { Key } from '../store/store.ts';
import { partition } from './keys.ts';

export const partThing = (entity: Entity, part: string): string => `${partition(entity)}|${part}`;
export const mentionsThing = (entity: Entity): string => `${partition(entity)}|MENTION`;
export const valueThing = ({ pk, sk }: Key): string => `${pk}|${sk}`;
