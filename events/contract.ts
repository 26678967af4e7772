/**
 * What makes an event one of ours: the envelope that all share, and the contract object that producers, consumers,
 * rules and published schemas derive from.
 */
import * as z from 'zod';
import { foreignId, moment, reference, webAddress } from './fields.ts';
import { lazy, type Output } from './lazy.ts';
import { inWords } from './words.ts';

/** `source` of the facts that come in: something that happened outside. */
export const FACT_SOURCE = 'shipshape';
/** `source` of what Shipshape concluded. Facts and announcements differ in source so that `record` can be
 * subscribed to every fact, also of a type nobody knows yet, without being handed its own announcements. */
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
  id: foreignId().describe('unique, and the same in every redelivery'),
  occurredAt: moment().describe('when it happened, not when it arrived'),
  actor: reference().optional().describe('who did it: github:octocat, team:docs, system:clock'),
  evidence: webAddress().optional().describe('where one can see that it happened'),
});
type Envelope = ReturnType<typeof envelope>;

type Shape = Record<string, z.ZodType>;
/** An event's own fields; none may take the name of a common one, which it would replace. */
type Own<S extends Shape> = S & { readonly [Name in keyof Envelope]?: never };
type Detail<S extends Shape> = z.output<z.ZodObject<Envelope & S>>;

/** An event type: its name, its schema, and a reader that gives the typed event or what is wrong with it. */
export interface Contract<Type extends string = string, S extends Shape = Shape> {
  readonly type: Type;
  readonly schema: z.ZodObject<Envelope & S>;
  /** @throws {z.ZodError} when the detail does not fit the schema. */
  read(detail: unknown): { readonly type: Type; readonly detail: Detail<S> };
}

export interface FactContract<Type extends string = string, S extends Shape = Shape>
  extends Contract<Type, S> {
  /** The entities the fact speaks of, the one it is about first: it is appended to the ledger of each. */
  entities(detail: Detail<S>): readonly Entity[];
  /** Reads the fact, and whose ledgers it belongs to. @throws {z.ZodError} when the detail does not fit the schema. */
  accept(detail: unknown): {
    readonly fact: { readonly type: Type; readonly detail: Detail<S> };
    readonly entities: readonly Entity[];
  };
}

type Check = (detail: Record<string, unknown>) => string | undefined;

function schemaOf<S extends Shape>(shape: () => S, check?: Check) {
  const bare = z.object({ ...envelope(), ...shape() });
  return check === undefined ? bare : bare.superRefine(complain(check));
}

function define<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => S,
  check?: Check,
): Contract<Type, S> {
  const schema = lazy(() => schemaOf(shape, check));
  return {
    type,
    get schema() {
      return schema();
    },
    read: (detail) => ({ type, detail: schema().parse(detail, { error: inWords }) }),
  };
}

const complain = (check: Check) => (detail: Record<string, unknown>, context: z.RefinementCtx) => {
  const message = check(detail);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};

/**
 * A fact: what it is called, its fields beyond the envelope, whose ledgers it belongs to, and what must hold across
 * fields. The fields are built when the first fact of the type is read.
 */
export function fact<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => Own<S>,
  entities: (detail: Detail<S>) => readonly Entity[],
  check?: Check,
): FactContract<Type, S> {
  const contract = define<Type, S>(type, shape, check);
  const accept = (raw: unknown) => {
    const read = contract.read(raw);
    return { fact: read, entities: entities(read.detail) };
  };
  // Not spread: that would ask for the schema.
  return Object.assign(contract, { entities, accept });
}

/** An announcement: what it is called, and its fields beyond the envelope. */
export function announcement<const Type extends string, S extends Shape>(
  type: Type,
  shape: () => Own<S>,
): Contract<Type, S> {
  return define<Type, S>(type, shape);
}

export const team = (of: string): Entity => ({ kind: 'team', id: of });
export const feature = (of: string): Entity => ({ kind: 'feature', id: of });
export const project = (of: string): Entity => ({ kind: 'project', id: of });
export const train = (of: string): Entity => ({ kind: 'train', id: of });
export const release = (of: string): Entity => ({ kind: 'release', id: of });
export const flag = (of: string): Entity => ({ kind: 'flag', id: of });
export const review = (of: string): Entity => ({ kind: 'review', id: of });
export const person = (of: string): Entity => ({ kind: 'person', id: of });
export const calendar = (of: string): Entity => ({ kind: 'calendar', id: of });
export const source = (of: string): Entity => ({ kind: 'source', id: of });
export const vocabulary = (of: string): Entity => ({ kind: 'vocabulary', id: of });
export const channel = (of: string): Entity => ({ kind: 'channel', id: of });
/** A team's roadmap has a ledger of its own: it is said as a whole, and not by whoever registers teams. */
export const roadmap = (of: string): Entity => ({ kind: 'roadmap', id: of });
/** There is one rubric; its versions are its ledger, because a grade asks for the version that held on a date. */
export const rubric: Entity = { kind: 'rubric', id: 'rubric' };
