/**
 * A resource: what one address shows, declared once. The page, the JSON, and the other forms of it are made from the same
 * value; what everybody gets of it has passed the visibility that its schema declares, because there is no other way from
 * `read` to a renderer.
 */
import type { VNode } from 'preact';
import * as z from 'zod';
import { timeZone } from '../../../events/fields.ts';
import { type Lazy, lazy } from '../../../events/lazy.ts';
import { didYouMean, nearest } from '../../../events/nearest.ts';
import { type PublicOf, publicView } from '../../../events/visibility.ts';
import { etagOf, type HttpAnswer, json, page, RequestRefusedError } from '../../kernel/http/answers.ts';
import { document } from '../look/document.tsx';
import { type Audience, asAnswer } from './answer.ts';
import type { Asked, Frame } from './asked.ts';

/** How a value is written beside its page and its JSON, by the word of `?format=`. */
export const FORMATS = {
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
} as const;
export type Format = keyof typeof FORMATS;

/** What a page is rendered from. */
export interface Shown<Schema extends z.ZodType, Query> extends Frame {
  readonly query: Query;
  /** The whole value, for readers who see internal fields. */
  readonly inside?: z.output<Schema>;
}

export interface Definition<Schema extends z.ZodType, Query extends z.ZodObject> {
  /** One sentence, for the description of the API. */
  readonly summary: string;
  /** @default everybody */
  readonly audience?: Audience;
  /** The parameters that the address takes, each from a text; the reader's zone and the format are taken everywhere. */
  readonly query: Lazy<Query>;
  readonly value: Lazy<Schema>;
  /** @returns `undefined` for an id that nothing has */
  read(asked: Asked<z.output<Query>>): Promise<z.output<Schema> | undefined>;
  /** The ids that there are, to name the nearest one to who asks for another. */
  known?(asked: Asked<z.output<Query>>): Promise<readonly string[]>;
  /** Absent where there is only JSON. */
  page?(value: PublicOf<Schema>, shown: Shown<Schema, z.output<Query>>): VNode;
  /** Exactly what the page shows. */
  readonly formats?: {
    readonly [F in Format]?: (value: PublicOf<Schema>, shown: Shown<Schema, z.output<Query>>) => string;
  };
}

/** A request, before its query is read. */
export interface Request extends Omit<Asked, 'query' | 'zone'> {
  readonly address: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Remembered by the browser. */
  readonly zone: string | undefined;
}

/** A resource without the types of what it shows. */
export interface Resource {
  readonly summary: string;
  readonly audience: Audience;
  readonly query: () => z.ZodObject;
  readonly value: () => z.ZodType;
  readonly formats: readonly Format[];
  readonly hasPage: boolean;
  asPage(request: Request): Promise<HttpAnswer>;
  asJson(request: Request): Promise<HttpAnswer>;
}

/** Of an address that takes no parameters of its own. */
export const NO_QUERY = lazy(() => z.object({}));

/** The parameter `after` of lists that come page by page. */
export const NEXT_PAGE = () => z.string().optional().describe('the `next` of the page before');

/** Declares a resource. */
export function resource<Schema extends z.ZodType, Query extends z.ZodObject>(
  definition: Definition<Schema, Query>,
): Resource {
  const { summary, audience = 'everybody', formats = {}, page: render, value: schema } = definition;

  /** The value, what everybody sees of it, and what it is rendered from. @throws {RequestRefusedError} */
  async function valueFor(request: Request) {
    const { query, zone, format } = readQuery(request, definition.query());
    const asked = { ...request, query, zone };
    const value = await definition.read(asked);
    if (value === undefined) throw nothingThere(request.ids, await definition.known?.(asked));
    const { viewer, address, now } = request;
    const inside = viewer.isInternal ? { inside: value } : {};
    const seen = publicView(schema(), value);
    return { value, seen, format, shown: { viewer, address, zone, now, query, ...inside } };
  }
  async function answer(request: Request, as: 'page' | 'json'): Promise<HttpAnswer> {
    const { value, seen, format, shown } = await valueFor(request);
    if (format !== undefined) {
      const write = formats[format];
      if (write === undefined) throw formatUnknown(Object.keys(formats));
      return { statusCode: 200, headers: { 'Content-Type': FORMATS[format] }, body: write(seen, shown) };
    }
    if (as === 'page' && render !== undefined) return page(document(render(seen, shown), shown));
    return request.viewer.isInternal
      ? answerOf(schema(), value, 'internal', request.now)
      : answerOf(schema(), seen, 'everybody', request.now);
  }
  return {
    summary,
    audience,
    query: definition.query,
    value: schema,
    formats: FORMAT_NAMES.filter((name) => formats[name] !== undefined),
    hasPage: render !== undefined,
    asPage: (request) => answer(request, 'page'),
    asJson: (request) => answer(request, 'json'),
  };
}

/** The tag leaves out when the answer was made, and what is only as of then, so that it changes with the content alone. */
function answerOf(schema: z.ZodType, value: unknown, audience: Audience, now: string): HttpAnswer {
  const answer = { ...content.parse(asAnswer(schema, value, audience)), generatedAt: now };
  const { headers, ...rest } = json(answer);
  return { ...rest, headers: { ...headers, ETag: etagOf(rest.body.replaceAll(now, '')) } };
}

const content = lazy(() => z.record(z.string(), z.unknown()));

const FORMAT_NAMES = ['csv', 'md'] as const satisfies readonly Format[];

/** What every address takes. */
const common = lazy(() => z.object({ zone: timeZone().optional(), format: z.enum(FORMAT_NAMES).optional() }));

/** @throws {RequestRefusedError} 400, which names each parameter that cannot be used */
function readQuery<Query extends z.ZodObject>({ query: sent, zone }: Request, schema: Query) {
  // A form sends all of its fields, also those that nobody filled in.
  const query = Object.fromEntries(Object.entries(sent).filter(([, text]) => text !== ''));
  const own = schema.safeParse(query);
  const everywhere = common.safeParse(query);
  const names = [...Object.keys(schema.shape), ...Object.keys(common().shape)];
  const strangers = Object.keys(query).filter((name) => !names.includes(name));
  const problems = [
    ...strangers.map((name) => ({
      name,
      detail: `there is no such parameter here${didYouMean(name, names)}`,
    })),
    ...[own, everywhere].flatMap(({ error }) => (error?.issues ?? []).map(inWords)),
  ];
  if (problems.length > 0 || !own.success || !everywhere.success)
    throw new RequestRefusedError(
      400,
      'QUERY_UNREADABLE',
      sentenceOf(problems),
      {},
      {
        more: { parameters: problems },
      },
    );
  return { query: own.data, zone: everywhere.data.zone ?? zone ?? 'UTC', format: everywhere.data.format };
}

const inWords = ({ path, message }: z.core.$ZodIssue) => ({ name: path.join('.'), detail: message });

const sentenceOf = (problems: readonly ReturnType<typeof inWords>[]) =>
  `The query cannot be used: ${problems.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}.`;

const formatUnknown = (formats: readonly string[]) =>
  new RequestRefusedError(
    400,
    'FORMAT_UNKNOWN',
    formats.length === 0
      ? 'This address has no other format.'
      : `The formats here are ${formats.join(' and ')}.`,
  );

function nothingThere(ids: Request['ids'], known: readonly string[] = []): RequestRefusedError {
  const [kind = 'page', id = ''] = Object.entries(ids).at(-1) ?? [];
  const meant = nearest(id, known);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new RequestRefusedError(
    404,
    `${kind.toUpperCase()}_UNKNOWN`,
    `No ${kind} ${id} is known here.${hint}`,
  );
}
