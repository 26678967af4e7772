/** The description of the API (OpenAPI 3.1), made from the schemas that the answers are made by. */
import * as z from 'zod';
import { API, dataAddress } from '../../functions/site/resource/addresses.ts';
import { answerSchema, envelopeSchema } from '../../functions/site/resource/answer-schema.ts';
import type { Resource } from '../../functions/site/resource/resource.ts';
import { RESOURCES } from '../../functions/site/web/addresses.ts';

type Json = Readonly<Record<string, unknown>>;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('what was wrong, and what to do'),
  code: z.string().describe('for programs: FEATURE_UNKNOWN'),
  parameters: z
    .array(z.object({ name: z.string(), detail: z.string() }))
    .optional()
    .describe('the parameters that cannot be used'),
});

const facts = z.object({
  facts: z.array(
    z.object({
      'detail-type': z.string().describe('the type of the fact: ChangeMerged'),
      detail: z.looseObject({}).describe('by events/schemas'),
    }),
  ),
});

const taken = z.object({ accepted: z.int(), refused: z.array(z.unknown()) });

/** The document, as text that is the same for the same code. */
export async function openApi(): Promise<string> {
  const entries = Object.entries(RESOURCES).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const paths = await Promise.all(
    entries.map(async ([path, load]) => [dataAddress(path), { get: reading(path, await load()) }] as const),
  );
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Shipshape',
      version: 'v1',
      summary:
        'How ready every feature is, which projects shipped nothing in a release, and what is due for a look.',
      description:
        'Every answer is an object with `generatedAt`. All keys are there: `null` stands for what is absent, `yes` and `no` for booleans. A key that is missing is one that this reader may not see.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(paths.map(([path]) => path)),
    security: [],
    paths: { ...Object.fromEntries(paths), [`${API}/facts`]: { post: stating } },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchema(problem) },
      responses: { Problem: { description: 'Why not (RFC 9457).', content: problemContent } },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const refused = { $ref: '#/components/responses/Problem' };
/** Who sends no token is answered as everybody is. */
const ANYBODY = [{}, { token: [] }];
const INSIDE = [{ token: [] }];

const stating = {
  operationId: 'postFacts',
  tags: ['facts'],
  summary: 'States facts: all of them are taken, or none.',
  security: INSIDE,
  requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(facts) } } },
  responses: {
    '202': {
      description: 'They are on the bus.',
      content: { 'application/json': { schema: jsonSchema(taken) } },
    },
    '4XX': refused,
    '5XX': refused,
  },
};

function reading(path: string, resource: Resource): Json {
  const { summary, audience, query, value } = resource;
  const address = dataAddress(path);
  return {
    operationId: `get${address.slice(API.length).replaceAll(/[/{}-]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [tagOf(address)],
    summary,
    security: audience === 'internal' ? INSIDE : ANYBODY,
    parameters: [...inPath(address), ...inQuery(query()), zone],
    responses: {
      '200': {
        description: 'What is known.',
        headers: { ETag: { schema: { type: 'string' }, description: 'Changes with the content alone.' } },
        content: { 'application/json': { schema: answerOf(value()) } },
      },
      '304': { description: 'The content is still the one of If-None-Match.' },
      '4XX': refused,
      '5XX': refused,
    },
  };
}

const zone = {
  name: 'zone',
  in: 'query',
  required: false,
  description: 'In which days are counted for this reader: Europe/Berlin.',
  schema: { type: 'string' },
};

const inPath = (address: string) =>
  [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function inQuery(query: z.ZodObject) {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description = `See ${name}.`, ...bare } = typeof schema === 'boolean' ? {} : schema;
    return { name, in: 'query', required: false, description, schema: bare };
  });
}

/** What people inside read; what everybody reads has the same keys but for those that are for them alone. */
function answerOf(value: z.ZodType): Json {
  const inside = jsonSchema(envelopeSchema(value, 'internal'));
  const everybody = jsonSchema(answerSchema(value, 'everybody'));
  return marked(inside, everybody);
}

/** Marks what everybody does not get: it is not required there. */
function marked(inside: Json, everybody: unknown, isEnvelope = true): Json {
  const open = record(everybody);
  const properties = record(inside.properties);
  const shown = record(open.properties);
  const items = inside.items === undefined ? {} : { items: marked(record(inside.items), open.items, false) };
  const any = Array.isArray(inside.anyOf)
    ? { anyOf: inside.anyOf.map((each, at) => marked(record(each), list(open.anyOf)[at], false)) }
    : {};
  if (inside.properties === undefined) return { ...inside, ...items, ...any };
  const named = Object.entries(properties).map(([name, schema]) => {
    const isOpen = name in shown || (isEnvelope && name === 'generatedAt');
    return [
      name,
      { ...marked(record(schema), shown[name], false), ...(!isOpen && { 'x-audience': 'internal' }) },
    ];
  });
  const required = list(inside.required).filter(
    (name) => typeof name === 'string' && (name in shown || (isEnvelope && name === 'generatedAt')),
  );
  return {
    ...inside,
    properties: Object.fromEntries(named),
    ...(required.length > 0 ? { required } : { required: undefined }),
  };
}

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

const tagOf = (address: string) => address.slice(API.length + 1).split('/')[0] ?? '';

const tagsOf = (addresses: readonly string[]) =>
  [...new Set([...addresses.map(tagOf), 'facts'])]
    .toSorted()
    .map((name) => ({ name, description: `Answers about ${name}.` }));
