/** What all events share: the envelope, and the contract that producers, consumers, rules and published schemas derive from. */
import * as z from 'zod';
import { accountsSpokenOf } from './account-mentions.ts';
import { eventId, moment, reference, webAddress } from './fields.ts';
import { lazy, type Output } from './lazy.ts';
import { inWords } from './words.ts';

/** `source` of the facts that come in: what happened outside. */
export const FACT_SOURCE = 'shipshape';
/** `source` of what Shipshape concluded. It differs so that `record` gets every fact, even of a later type, and no announcement. */
export const ANNOUNCEMENT_SOURCE = 'shipshape.announcements';

export const entityKind = lazy(() =>
  z.enum([
    'team',
    'feature',
    'project',
    'train',
    'release',
    'flag',
    'rubric',
    'review',
    'person',
    'calendar',
    'source',
    'vocabulary',
    'roadmap',
    'channel',
    'account',
  ]),
);
export type EntityKind = Output<typeof entityKind>;

/** One thing that has a ledger. */
export interface Entity {
  readonly kind: EntityKind;
  readonly id: string;
}

/** The fields of every event's `detail`. */
const envelope = () => ({
  version: z.literal(1),
  id: eventId().describe('unique, and the same in every redelivery'),
  occurredAt: moment().describe('when it happened, not when it arrived'),
  actor: reference().optional().describe('who did it: github:octocat, team:docs, system:clock'),
  evidence: webAddress().optional().describe('where to see that it happened'),
});
type Envelope = ReturnType<typeof envelope>;

type Shape = Record<string, z.ZodType>;
/** An event's own fields. None may have the name of a common one, because it would replace it. */
type Own<S extends Shape> = S & { readonly [Name in keyof Envelope]?: never };
type Detail<S extends Shape> = z.output<z.ZodObject<Envelope & S>>;

/** An event type: its name, its schema, and how it is read. */
export interface Contract<Type extends string = string, S extends Shape = Shape> {
  readonly type: Type;
  readonly schema: z.ZodObject<Envelope & S>;
  /** @throws {z.ZodError} when the detail does not fit the schema. */
  read(detail: unknown): { readonly type: Type; readonly detail: Detail<S> };
}

export interface FactContract<Type extends string = string, S extends Shape = Shape>
  extends Contract<Type, S> {
  /**
   * Reads the fact, and the entities that it is appended to the ledgers of; the first one is what it is about, and the last
   * ones are the accounts that its texts speak of.
   * @throws {z.ZodError} when the detail does not fit the schema
   */
  accept(detail: unknown): {
    readonly fact: { readonly type: Type; readonly detail: Detail<S> };
    readonly entities: readonly Entity[];
  };
}

type Check = (detail: Record<string, unknown>) => string | undefined;

function define<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => S,
  check?: Check,
): Contract<Type, S> {
  const schema = lazy(() => {
    const bare = z.object({ ...envelope(), ...shape() });
    if (check === undefined) return bare;
    return bare.superRefine((detail, context) => {
      const message = check(detail);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });
  });
  return {
    type,
    get schema() {
      return schema();
    },
    read: (detail) => ({ type, detail: schema().parse(detail, { error: inWords }) }),
  };
}

/**
 * A fact: its name, its fields beyond the envelope, the entities whose ledgers it belongs to, and what must hold across
 * fields. The schema is built when the first fact of the type is read.
 */
export function fact<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => Own<S>,
  entities: (detail: Detail<S>) => readonly Entity[],
  check?: Check,
): FactContract<Type, S> {
  const contract = define<Type, S>(type, shape, check);
  const accept = (detail: unknown) => {
    const read = contract.read(detail);
    const own = entities(read.detail);
    const known = new Set(own.flatMap(({ kind, id }) => (kind === 'account' ? [id] : [])));
    const spokenOf = accountsSpokenOf(read.detail).filter((each) => !known.has(each));
    return { fact: read, entities: [...own, ...spokenOf.map(account)] };
  };
  // A spread would build the schema.
  return Object.assign(contract, { accept });
}

/** An announcement: its name, and its fields beyond the envelope. */
export function announcement<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => Own<S>,
): Contract<Type, S> {
  return define<Type, S>(type, shape);
}

/** The ledger of the entity whose kind is the name of the field that holds its id. */
export const about =
  <Kind extends EntityKind>(kind: Kind) =>
  (detail: Readonly<Record<Kind, string>>): readonly Entity[] => [{ kind, id: detail[kind] }];

export const team = (of: string): Entity => ({ kind: 'team', id: of });
export const feature = (of: string): Entity => ({ kind: 'feature', id: of });
export const project = (of: string): Entity => ({ kind: 'project', id: of });
export const train = (of: string): Entity => ({ kind: 'train', id: of });
export const release = (of: string): Entity => ({ kind: 'release', id: of });
export const flag = (of: string): Entity => ({ kind: 'flag', id: of });
export const account = (of: string): Entity => ({ kind: 'account', id: of });
export const review = (of: string): Entity => ({ kind: 'review', id: of });
export const source = (of: string): Entity => ({ kind: 'source', id: of });
/** There is one rubric. Its ledger holds its versions, because a grade needs the version of a date. */
export const rubric: Entity = { kind: 'rubric', id: 'rubric' };

/** The JSON Schema (2020-12) of an event's `detail`, as text: producers in any language can check against it. */
export function publishedSchema({ type, schema }: Pick<Contract, 'type' | 'schema'>): string {
  return `${JSON.stringify({ title: type, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}
