/** What the contracts of facts mark as internal is on no public address: a canary in each such field, found by walking the schemas. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { facts } from '../../../events/catalogue.ts';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { isMarkedInternal } from '../../../events/visibility.ts';
import { sampleWith } from '../../events/samples.ts';
import { everyRoute } from '../fixture/web.ts';
import { type Asking, askedHost } from './private-host.ts';

/** Which of these a field takes: one has to fit. */
const CANARIES = [
  'a canary sings',
  'canary-7',
  'person:canary',
  'https://example.com/canary',
  'canary@example.com',
] as const;

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrapped(schema.unwrap()) : schema;

/** A value of a field that says canary wherever it can. */
function canaryOf(schema: z.core.$ZodType): unknown {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodArray) return [canaryOf(bare.element)];
  if (bare instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(bare.shape).map(([name, field]) => [name, canaryOf(field)]));
  const fitting = CANARIES.find((canary) => z.safeParse(bare, canary).success);
  if (fitting === undefined) throw new Error('No canary fits into this field: add one that does.');
  return fitting;
}

const internalFields = facts.flatMap(({ type, schema }) =>
  Object.entries(schema.shape).flatMap(([name, field]) =>
    isMarkedInternal(field) ? [{ type, name, field }] : [],
  ),
);

/** The sample of each kind of fact, with a canary in every internal field. */
const planted = facts.map(({ type }) => {
  const own = internalFields.filter((field) => field.type === type);
  const canaries = Object.fromEntries(own.map(({ name, field }) => [name, canaryOf(field)]));
  return { ...sampleWith(type, canaries), source: FACT_SOURCE };
});

/** What the samples are about, by the name of the parameter. */
const idsOf = (parameter: string): string[] =>
  [
    ...new Set(
      planted.flatMap(({ detail }) => {
        const id: unknown = Object.entries(detail).find(([name]) => name === parameter)?.[1];
        return typeof id === 'string' ? [id] : [];
      }),
    ),
  ].slice(0, 4);

/** Each public address once for each thing that the samples name. */
const paths = everyRoute()
  .filter(({ route, isPrivate, isMoved }) => route.startsWith('GET ') && !isPrivate && !isMoved)
  .map(({ route }) => route.slice('GET '.length))
  .flatMap((path) => {
    const parameter = /\{(\w+)\}/.exec(path)?.[1];
    if (parameter === undefined) return [path];
    if (path === '/feeds/{file}') return ['/feeds/all.atom'];
    const [, kind = '', of = ''] = /^\/(badges|calendars|feeds)\/(\w+)s\//.exec(path) ?? [];
    const ending = { badges: '.svg', calendars: '.ics', feeds: '.atom' }[kind];
    if (ending !== undefined)
      return idsOf(of).map((id) => path.replace('{file}', encodeURIComponent(id + ending)));
    return idsOf(parameter).map((id) => path.replace(`{${parameter}}`, encodeURIComponent(id)));
  });

let asking: Asking;
const logged: string[] = [];

beforeAll(async () => {
  asking = await askedHost({ log: (line) => void logged.push(String(line)) });
  await asking.host.publish(planted);
  await asking.host.idle();
});
afterAll(() => asking.host.stop());

describe('A canary in every internal field of every fact', () => {
  it('is planted in reasons, comments, subjects, names and notes', () => {
    expect(internalFields.length).toBeGreaterThan(20);
    expect(planted.length).toBeGreaterThan(40);
    expect(paths.length).toBeGreaterThan(40);
  });

  it('is heard at no public address, neither in a page nor in data nor in a failure', async () => {
    const heard: string[] = [];
    for (const path of paths) {
      const answer = await asking.askAs(undefined, path);
      if (/canary/i.test(await answer.text())) heard.push(path);
      if (answer.status >= 500) heard.push(`${path} ${answer.status}`);
    }
    expect(heard).toEqual([]);
  });

  it('is in no line of the log', () => {
    expect(logged.filter((line) => /canary/i.test(line))).toEqual([]);
  });
});
