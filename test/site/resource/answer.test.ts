import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { internal, publicView } from '../../../events/visibility.ts';
import { EVERYBODY, type Viewer } from '../../../functions/kernel/http/viewer.ts';
import { asAnswer, fromAnswer } from '../../../functions/site/resource/answer.ts';
import { answerSchema, envelopeSchema } from '../../../functions/site/resource/answer-schema.ts';
import { NO_QUERY, type Request, resource } from '../../../functions/site/resource/resource.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

const shape = z.object({
  id: z.string(),
  isLate: z.boolean(),
  isDone: z.boolean().optional(),
  only: z.literal(true).optional(),
  note: internal(z.string().optional()),
  meant: internal(z.string().optional(), { when: ({ id }) => id === 'secret' }),
  said: z.string().nullable(),
  parts: z.array(z.object({ at: z.string().optional(), flag: z.boolean() })).readonly(),
  either: z.union([z.object({ kind: z.literal('a'), on: z.boolean() }), z.object({ kind: z.literal('b') })]),
  counts: z.record(z.string(), z.object({ good: z.boolean().optional() })),
});
const value: z.output<typeof shape> = {
  id: 'x',
  isLate: false,
  only: true,
  note: 'inside',
  said: null,
  parts: [{ flag: true }],
  either: { kind: 'a', on: true },
  counts: { one: {} },
};
const inside = {
  id: 'x',
  isLate: 'no',
  isDone: null,
  only: 'yes',
  note: 'inside',
  meant: null,
  said: null,
  parts: [{ at: null, flag: 'yes' }],
  either: { kind: 'a', on: 'yes' },
  counts: { one: { good: null } },
};

describe('An answer for programs', () => {
  it('has all keys, null for what is absent, and words for booleans', () => {
    expect(asAnswer(shape, value, 'internal')).toEqual(inside);
  });

  it('has no key of what is internal for everybody', () => {
    const { note: _note, ...outside } = inside;
    expect(asAnswer(shape, publicView(shape, value), 'everybody')).toEqual(outside);
  });

  it('fits its own schema, which takes no other key', () => {
    for (const audience of ['internal', 'everybody'] as const) {
      const seen = audience === 'internal' ? value : publicView(shape, value);
      const answer = asAnswer(shape, seen, audience);
      expect(answerSchema(shape, audience).parse(answer)).toEqual(answer);
      expect(answerSchema(shape, audience).safeParse({ ...inside, more: 1 }).success).toBe(false);
    }
    expect(answerSchema(shape, 'everybody').safeParse(inside).success).toBe(false);
  });

  it('is read back as the value it was made of, also through the type of optional fields', () => {
    expect(shape.parse(fromAnswer(shape, inside))).toEqual(value);
    expect(shape.parse(fromAnswer(shape, value))).toEqual(value);
  });
});

const listed = lazy(() => z.object({ at: z.string(), total: z.int(), isNew: z.boolean() }));
const list = resource({
  summary: 'A list.',
  query: NO_QUERY,
  value: listed,
  read: async ({ now, query: _query, ids }) => ({ at: now, total: Number(ids.total ?? 1), isNew: true }),
});

const request = (now: string, ids: Request['ids'] = {}, viewer: Viewer = EVERYBODY): Request => ({
  store: openInMemory(),
  publish: async () => {},
  now,
  viewer,
  ids,
  address: '/list',
  query: {},
  zone: undefined,
});

describe('The answer of a resource', () => {
  it('says when it was made; its tag changes with what it says alone', async () => {
    const [first, later, other] = await Promise.all([
      list.asJson(request('2024-06-01T00:00:00.000Z')),
      list.asJson(request('2024-06-02T00:00:00.000Z')),
      list.asJson(request('2024-06-02T00:00:00.000Z', { total: '2' })),
    ]);
    expect(JSON.parse(first?.body ?? '')).toEqual({
      at: '2024-06-01T00:00:00.000Z',
      total: 1,
      isNew: 'yes',
      generatedAt: '2024-06-01T00:00:00.000Z',
    });
    const answer = JSON.parse(later.body);
    expect(envelopeSchema(listed(), 'everybody').parse(answer)).toEqual(answer);
    expect(first.headers.ETag).toBe(later.headers.ETag);
    expect(other.headers.ETag).not.toBe(later.headers.ETag);
  });

  it('names each parameter that cannot be used', async () => {
    const asked = { ...request('2024-06-01T00:00:00.000Z'), query: { zon: 'UTC', format: 'pdf' } };
    await expect(list.asJson(asked)).rejects.toMatchObject({
      status: 400,
      code: 'QUERY_UNREADABLE',
      more: {
        parameters: [
          { name: 'zon', detail: expect.stringContaining('did you mean zone') },
          { name: 'format', detail: expect.any(String) },
        ],
      },
    });
  });
});
