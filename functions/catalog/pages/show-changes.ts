/** `GET /api/changes/{change}`: a merged change in every project that it counts for, with who corrected it. */
import { type Answer, json } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import type { KnownChange } from '../model/change.ts';

export type ReadChanges = (change: string) => Promise<readonly KnownChange[]>;

export const showChanges =
  (read: ReadChanges): Answer =>
  async (event) => {
    const change = idOf(event.pathParameters?.change);
    return json({ changes: change === undefined ? [] : await read(change) });
  };
