/**
 * Derived values in trouble: a computation that throws is stored as failed, and tried again by the clock; a value that is
 * larger than an item is stored in part, and what was cut is counted. `/internal/quarantine` shows both.
 */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { change } from '../store/change.ts';
import type { Omitted } from '../store/fitted.ts';
import {
  entityOf,
  isCalendar,
  isGrade,
  isRoster,
  isWindow,
  projectOfVerdict,
  valueThing,
} from '../store/keys.ts';
import { all, EXPIRES_AT, type Key, type Store } from '../store/store.ts';

const FAILED = 'FAILED';
const CUT = 'CUT';
export const isTrouble = ({ pk }: Key): boolean => pk === FAILED || pk === CUT;

const keyShape = () => z.object({ pk: z.string(), sk: z.string() });

const failureItem = lazy(() =>
  z.object({
    /** The key of the value that could not be computed. */
    value: keyShape(),
    message: z.string(),
    /** UTC instant of the last attempt. */
    at: z.string(),
    revision: z.number(),
    isOver: z.boolean().default(false),
  }),
);

type Failure = Output<typeof failureItem>;

const failureKey = (key: Key): Key => ({ pk: FAILED, sk: digestOf(valueThing(key)) });

const MAX_MESSAGE_LENGTH = 500;

export async function storeFailure(store: Store, { pk, sk }: Key, error: unknown, at: string): Promise<void> {
  const message = (error instanceof Error ? error.message : String(error))
    .slice(0, MAX_MESSAGE_LENGTH)
    .toWellFormed();
  await change(store, failureKey({ pk, sk }), () => ({ value: { pk, sk }, message, at }));
}

/** Those that were not tried again since. */
export async function failures(store: Store): Promise<Failure[]> {
  const items = await all(store.query(FAILED));
  return items.map((item) => failureItem.parse(item)).filter(({ isOver }) => !isOver);
}

const DAY_SECONDS = 86_400;

/**
 * Marks a failure as over, unless the computation failed again meanwhile. It expires later: no function may remove items.
 * @param now UTC instant
 */
export function forgetFailure(store: Store, failure: Failure, now: string) {
  const { value, revision } = failure;
  const expiresAt = Math.floor(Date.parse(now) / 1000) + DAY_SECONDS;
  const over = { ...failure, isOver: true, revision: revision + 1, [EXPIRES_AT]: expiresAt };
  return store.put({ ...over, ...failureKey(value) }, { ifRevision: revision });
}

const cutItem = lazy(() =>
  z.object({ of: keyShape(), omitted: z.record(z.string(), z.number()).optional() }),
);

/** @param omitted `undefined` where all of the value fits (again) */
export const storeCut = (store: Store, { pk, sk }: Key, omitted: Omitted | undefined) =>
  store.put({ pk: CUT, sk: digestOf(valueThing({ pk, sk })), of: { pk, sk }, omitted });

export const trouble = lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('failed'), what: z.string(), at: z.string() }),
    z.object({
      kind: z.literal('cut'),
      what: z.string(),
      /** By field: how many entries or characters are left out. */
      omitted: z.array(z.object({ of: z.string(), count: z.number() })),
    }),
  ]),
);
export type Trouble = Output<typeof trouble>;

/** As many of each kind as a person could still look through. */
const MAX_TROUBLES = 100;

/** Names only the value: an error's message can quote what only internal users may see, so it stays in the log. */
export async function readTroubles(table: Store): Promise<Trouble[]> {
  const most = { limit: MAX_TROUBLES };
  const [failed, cut] = await Promise.all([
    all(table.query(FAILED, most)).then((items) => items.map((item) => failureItem.parse(item))),
    all(table.query(CUT, most)),
  ]);
  return [
    ...failed
      .filter(({ isOver }) => !isOver)
      .map(({ value, at }): Trouble => ({ kind: 'failed', what: whatOf(value), at })),
    ...cut.flatMap((item): Trouble[] => {
      const { of: key, omitted } = cutItem.parse(item);
      if (omitted === undefined) return [];
      const counts = Object.entries(omitted).map(([of, count]) => ({ of, count }));
      return [{ kind: 'cut', what: whatOf(key), omitted: counts }];
    }),
  ];
}

/** `the verdict of project search in release 5.4` */
function whatOf(key: Key): string {
  const entity = entityOf(key.pk);
  if (entity === undefined) return key.pk;
  const { kind, id } = entity;
  const project = projectOfVerdict(key);
  if (project !== undefined) return `the verdict of project ${project} in release ${id}`;
  if (isGrade(key)) return `the grade of feature ${id}`;
  if (isWindow(key)) return `the window of release ${id}`;
  if (isCalendar(key)) return `the calendar of train ${id}`;
  return isRoster(key) ? `the verdicts of project ${id}` : `the state of ${kind} ${id}`;
}
