/** What holds of whatever a sender sends: fields that say nothing, bodies that contradict themselves, hosts, and shares. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { posthog } from '../../../functions/webhooks/sources/posthog.ts';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { givenBy, strategies } from '../../../functions/webhooks/sources/strategies.ts';
import { launchdarklyContext, launchdarklyPayload, unleashPayload } from '../../support/flag-payloads.ts';
import { changed, githubPayloads, gitlabPayloads } from '../../support/payloads.ts';
import { eventsIn, idsIn, readGithub } from './events-in.ts';

const headers = { 'webhook-timestamp': '1711443600' };
const read = (name: string, payload: unknown, event = ''): ParseResult | undefined =>
  sources
    .find((one) => one.name === name)
    ?.read({ headers: { ...headers, 'x-github-event': event }, body: Buffer.alloc(0) }, payload);

/** A payload with other values at its dotted paths; undefined takes a field away. */
function replaced(payload: object, fields: Readonly<Record<string, unknown>>): object {
  return JSON.parse(JSON.stringify(changed(payload, fields)));
}

const strategic = {
  ...unleashPayload,
  data: { strategies: [{ name: 'default', constraints: [], segments: [] }] },
};
const posted = {
  timestamp: '2024-03-26T09:00:00Z',
  project: { id: 7 },
  flag: { key: 'rank', rollout: { effectively_full_rollout: true } },
};

/** What each sender may leave out, by sender and event. */
const OPTIONAL: readonly (readonly [string, string, object, readonly string[]])[] = [
  [
    'github',
    'pull_request',
    githubPayloads.pull_request,
    [
      ...[
        'sender',
        'sender.login',
        'sender.type',
        'pull_request.labels',
        'pull_request.labels.0',
        'pull_request.labels.0.name',
      ],
      ...[
        'pull_request.milestone',
        'pull_request.milestone.title',
        'pull_request.user',
        'pull_request.user.login',
      ],
      ...[
        'pull_request.body',
        'pull_request.base',
        'pull_request.base.ref',
        'pull_request.head',
        'pull_request.merge_commit_sha',
      ],
      ...['pull_request.state', 'pull_request.merged', 'pull_request.closed_at', 'pull_request.updated_at'],
      ...[
        'repository.default_branch',
        'repository.html_url',
        'review',
        'comment',
        'thread',
        'requested_reviewer',
      ],
    ],
  ],
  [
    'github',
    'release',
    githubPayloads.release,
    ['sender', 'sender.login', 'release.html_url', 'release.updated_at', 'release.body', 'changes'],
  ],
  [
    'github',
    'push',
    githubPayloads.push,
    ['sender.login', 'head_commit', 'head_commit.timestamp', 'deleted', 'base_ref'],
  ],
  [
    'github',
    'milestone',
    githubPayloads.milestone,
    ['sender.login', 'milestone.closed_at', 'milestone.html_url', 'issue'],
  ],
  [
    'gitlab',
    'merge_request',
    gitlabPayloads.merge_request,
    [
      ...[
        'user',
        'user.username',
        'labels',
        'labels.0',
        'labels.0.title',
        'changes',
        'project.default_branch',
      ],
      ...['object_attributes.milestone', 'object_attributes.description', 'object_attributes.target_branch'],
      ...['object_attributes.merged_at', 'object_attributes.source_branch', 'object_attributes.labels'],
    ],
  ],
  ['gitlab', 'release', gitlabPayloads.release, ['user', 'user.username', 'url']],
  [
    'gitlab',
    'feature_flag',
    gitlabPayloads.feature_flag,
    ['user.username', 'object_attributes.strategies', 'object_attributes.description'],
  ],
  [
    'launchdarkly',
    '',
    launchdarklyPayload,
    ['member', 'member._id', '_links', '_links.site', '_links.site.href', 'previousVersion', 'title'],
  ],
  ['launchdarkly', '', launchdarklyContext, ['member', 'member._id', '_links', 'title']],
  [
    'unleash',
    '',
    strategic,
    [
      'createdBy',
      'data',
      'data.strategies',
      'data.strategies.0.constraints',
      'data.strategies.0.name',
      'preData',
    ],
  ],
  [
    'posthog',
    '',
    posted,
    [
      'project',
      'project.id',
      'project.url',
      'flag.active',
      'flag.filters',
      'flag.rollout.has_targeting_conditions',
    ],
  ],
];

const nothing = fc.constantFrom(undefined, null, '');

describe('A field that a sender may leave out', () => {
  test.each(OPTIONAL)(
    'of %s %s is no evidence of anything when it is missing, null or empty',
    (name, event, payload, fields) => {
      const whole = read(name, payload, event);
      expect(whole?.kind).toBe('events');
      fc.assert(
        fc.property(
          fc.subarray([...fields], { minLength: 1, maxLength: Math.min(4, fields.length) }),
          nothing,
          (some, value) => {
            // Inner fields go first: what is around them may go with them.
            const order = some.toSorted((a, b) => b.length - a.length);
            const body = order.reduce((one, field) => without(one, field, value), payload);
            const said = read(name, body, event);
            expect({ some, value, kind: said?.kind }).toEqual({ some, value, kind: 'events' });
            expect(said === undefined ? [] : eventsIn(said).map(({ kind }) => kind)).toEqual(
              whole === undefined ? [] : eventsIn(whole).map(({ kind }) => kind),
            );
            if (said !== undefined && whole !== undefined && name !== 'posthog')
              expect(idsIn(said)).toEqual(idsIn(whole));
          },
        ),
      );
    },
  );
});

/** Only where the way to it is there. */
function without(payload: object, field: string, value: unknown): object {
  const copy = structuredClone(payload);
  const path = field.split('.');
  const last = path.pop() ?? '';
  let within: unknown = copy;
  for (const name of path)
    within = typeof within === 'object' && within !== null ? Reflect.get(within, name) : undefined;
  if (typeof within !== 'object' || within === null) return copy;
  if (value === undefined && !Array.isArray(within)) Reflect.deleteProperty(within, last);
  else Reflect.set(within, last, value ?? null);
  return copy;
}

describe('A pull request that was closed', () => {
  const moment = fc.constantFrom('2024-03-20T12:00:00Z', null);
  const body = fc.record({
    'pull_request.merged': fc.constantFrom(true, false, null),
    'pull_request.merged_at': moment,
    'pull_request.closed_at': moment,
    'pull_request.state': fc.constantFrom('open', 'closed', 'merged', null),
  });
  type Body = typeof body extends fc.Arbitrary<infer Fields> ? Fields : never;
  const isUnclear = (fields: Body) =>
    fields['pull_request.merged'] === true || ['open', 'merged'].includes(fields['pull_request.state'] ?? '');
  const isNotMerged = (fields: Body) =>
    fields['pull_request.merged'] === false || fields['pull_request.closed_at'] !== null;
  function expected(fields: Body) {
    if (fields['pull_request.merged_at'] !== null) return 'merged';
    return !isUnclear(fields) && isNotMerged(fields) ? 'ignored' : 'undecided';
  }
  test('is merged by its moment, not merged only where it says so in full, and waits otherwise', () => {
    const forgejo = { 'repository.html_url': 'https://git.example/acme/app', commit_id: '' };
    fc.assert(
      fc.property(body, fc.constantFrom({}, forgejo), (fields, host) => {
        const said = readGithub(
          'pull_request',
          replaced(githubPayloads.pull_request, { ...fields, ...host }),
        );
        const [kind] = eventsIn(said).map((each) => each.kind);
        expect(kind ?? said.kind).toBe(expected(fields));
      }),
    );
  });
});

describe('Two hosts', () => {
  const host = fc.stringMatching(/^[a-z]{1,8}\.(?:example|test)(?::[1-9]\d{3})?(?:\/git)?$/);
  const everywhere = (name: string) => `https://${name}/acme/app`;
  const at = (event: keyof typeof githubPayloads, name: string | undefined) => {
    const of = name === undefined ? 'https://github.com/acme/app' : everywhere(name);
    return readGithub(event, replaced(githubPayloads[event], { 'repository.html_url': of }));
  };
  test('never share an origin, an id or an account', () => {
    const events = fc.constantFrom('pull_request', 'release', 'create', 'push', 'milestone');
    fc.assert(
      fc.property(events, host, fc.option(host, { nil: undefined }), (event, one, other) => {
        fc.pre(one !== other);
        const [here, there] = [at(event, one), at(event, other)];
        if (here.kind !== 'events' || there.kind !== 'events') throw new Error('It is not read.');
        expect(here.origin).toBe(`github:${one}/acme/app`);
        expect(there.origin).not.toBe(here.origin);
        expect(there.originId).not.toBe(here.originId);
        expect(idsIn(there)).not.toEqual(idsIn(here));
        expect(actorsIn(there)).not.toEqual(actorsIn(here));
      }),
    );
  });

  test('are told apart by the address of what happened, where that of the repository is missing', () => {
    fc.assert(
      fc.property(host, (name) => {
        const body = replaced(githubPayloads.pull_request, {
          'repository.html_url': null,
          'pull_request.html_url': `${everywhere(name)}/pull/21`,
        });
        expect(readGithub('pull_request', body)).toMatchObject({ origin: `github:${name}/acme/app` });
      }),
    );
  });
});

const actorsIn = (said: ParseResult) => eventsIn(said).map((each) => 'actor' in each && each.actor);

describe('A share of users', () => {
  const share = fc.integer({ min: 0, max: 100 });
  const strategy = fc.record({
    name: fc.constantFrom('default', 'flexibleRollout', 'userWithId', 'gradualRolloutUserId'),
    disabled: fc.constantFrom(true, false, null),
    parameters: share.map((percent) => ({ rollout: `${percent}` })),
    constraints: fc.constantFrom([], [{ contextName: 'country' }], null),
    scopes: fc.constantFrom(undefined, [], [{ environment_scope: '*' }], [{ environment_scope: 'staging' }]),
  });
  test('is on by default only with everybody, whatever the strategies are', () => {
    fc.assert(
      fc.property(fc.array(strategy, { maxLength: 4 }), (all) => {
        const given = givenBy(strategies().parse(all));
        const active = all.filter(({ disabled }) => disabled !== true);
        const isForAll = active.some(
          ({ name, parameters, constraints, scopes }) =>
            name !== 'userWithId' &&
            parameters.rollout === '100' &&
            (constraints ?? []).length === 0 &&
            scopes?.[0]?.environment_scope !== 'staging',
        );
        expect(given.isOn).toBe(active.length === 0 || isForAll);
        if (given.isOn) expect(given.share).toBeUndefined();
      }),
    );
  });

  test('of PostHog too', () => {
    const group = fc.record({
      properties: fc.constantFrom([], [{ key: 'email' }], null),
      rollout_percentage: fc.oneof(share, fc.constant(null)),
    });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), fc.boolean(), (groups, active) => {
        const body = {
          timestamp: '2024-03-26T09:00:00Z',
          flag: { key: 'rank', active, filters: { groups } },
        };
        const [said] = eventsIn(posthog.read({ headers: {}, body: Buffer.alloc(0) }, body));
        const isForAll = groups.some(
          ({ properties, rollout_percentage: percent }) =>
            (properties ?? []).length === 0 && (percent === null || percent === 100),
        );
        expect(said).toMatchObject({ kind: 'flag-turned', isOn: active && isForAll });
      }),
    );
  });
});
