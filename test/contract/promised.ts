/** What the promise covers: every command and every address, with a request of each. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confirmToken } from '../../functions/digests/model/confirm-link.ts';
import {
  confirmAddress,
  digestAddress,
  digestDataAddress,
  digestsAddress,
} from '../../functions/kernel/model/addresses.ts';
import { lastEnded } from '../../functions/kernel/model/period.ts';
import { STYLE_FILE } from '../../functions/site/look/styles.ts';
import { dataAddress } from '../../functions/site/resource/addresses.ts';
import { signed } from '../support/deliveries.ts';
import { githubPayloads } from '../support/payloads.ts';
import { type Quality, shipments } from './worlds.ts';

export interface World {
  readonly quality: Quality;
  readonly directory: string;
  readonly data: string;
  readonly catalog: string;
}

/** Every command, in an order in which each finds what it needs, and the output that shows that it worked. */
export const commands: readonly (readonly [name: string, words: (world: World) => string[], done: RegExp])[] =
  [
    ['replay', ({ directory, data }) => [join(directory, 'events.jsonl'), '--data', data], /5\.0/],
    ['check', ({ data }) => ['5.0', '--data', data], /rank +\S/],
    [
      'withdraw',
      ({ data }) => ['c1', '--reason', 'It is a test.', '--as', 'ada', '--data', data, '--dry-run'],
      /^ada withdraws “A change” \(c1\)/,
    ],
    [
      'move',
      ({ data }) => ['c1', '--project', 'index', '--as', 'ada', '--data', data, '--dry-run'],
      /^ada moves “A change” \(c1\)/,
    ],
    ...(
      [
        ['exempt', 'rank 5.0 --reason Holidays.', /ada .*rank.*5\.0/],
        ['plan', 'rank 5.0', /ada .*rank.*5\.0/],
        ['ship', 'zero 5.0 --on', /ada .*zero.*5\.0/],
        ['record', 'zero p95_ms 120', /ada .*p95_ms.*zero|ada .*zero.*p95_ms/],
        ['enrollment', 'zero eap open', /ada .*zero/],
        ['enroll', 'zero acc-1', /ada .*zero/],
        ['leave', 'zero acc-1', /ada .*zero/],
        ['mute', 'news --until 2099-01-01', /ada .*news/],
        ['channel', 'test news', /ada .*news/],
        ['snooze', 'feature:zero --until 2099-01-01', /ada .*zero/],
      ] as const
    ).map(
      ([name, words, done]) =>
        [
          name,
          ({ data }: World) => [...words.split(' '), '--as', 'ada', '--data', data, '--dry-run'],
          done,
        ] as const,
    ),
    ['message', ({ data }) => ['list', '--data', data], /^Every message was sent/],
    ['outlook', ({ data }) => ['--data', data], /^No release is coming|^Outlook of /],
    ['dump', ({ data }) => ['--data', data], /"verdict":/],
    ['grade', ({ data }) => ['zero', '--data', data], /\d of 4 stars/],
    ['matrix', ({ data }) => ['--data', data], /\d features, \d+ of \d+ stars/],
    [
      'star',
      ({ data }) => ['zero', 'docs', '--as', 'ada', '--revoke', '--data', data],
      /ada takes back the star docs/,
    ],
    ['export', ({ catalog, data }) => [catalog, '--data', data], /Wrote .*features\.yml/],
    [
      'export-pages',
      ({ directory, data }) => [join(directory, 'pages'), '--data', data],
      /Wrote .*rubric\.md/,
    ],
    ['validate', ({ catalog }) => [catalog], /No problems|\d+ warning/],
    ['unknown-names', ({ data }) => ['--data', data], /registered|to do/],
    ['diff', ({ catalog, data }) => [catalog, '--data', data], /^Nothing to change\.\n$/],
    ['calendar', () => ['DE-BE', '--years', '2026'], /2026-03-08/],
    ['import', ({ catalog, data }) => [catalog, '--data', data], /^Nothing to change\.\n$/],
    [
      'review',
      ({ data }) => [
        ...['request', 'post', '--class', 'press', '--subject', 'News', '--reviewer', 'team:docs'],
        ...['--as', 'ada', '--feature', 'revoked', '--data', data],
      ],
      /ada asks team:docs to review post/,
    ],
    [
      'digest',
      ({ data }) => ['--team', 'search', '--data', data],
      /^Search, \w+ \d{4}\n[\s\S]*What to do next/,
    ],
    ['due', ({ data }) => ['--team', 'search', '--data', data], /^Due: Search, /],
    [
      'confirm',
      ({ data }) => ['feature:expired', '--as', 'ada', '--data', data],
      /ada says that this is still correct:\n {2}feature:expired\n1 record confirmed\.\n/,
    ],
    ['sign-in', ({ data }) => ['--as', 'ada', '--data', data], /\/sign-in\/link\//],
    ['webhook-secret', ({ data }) => ['gitlab', '--data', data], /The secret of gitlab/],
    ['queue', ({ data }) => ['list', '--data', data], /Nothing was given up/],
    [
      'backup',
      ({ directory, data }) => [join(directory, 'copy.sqlite'), '--data', data],
      /is in .*copy\.sqlite/,
    ],
    [
      'restore',
      ({ directory, data }) => [join(directory, 'copy.sqlite'), '--data', data],
      /has recorded what is in/,
    ],
    ['completion', () => ['bash'], /complete -o default -F _shipshape shipshape/],
    ['init', ({ directory }) => [join(directory, 'new')], /Wrote/],
    [
      'tags',
      ({ directory }) => [
        'github:example/server',
        join(directory, 'tags.txt'),
        '--catalog',
        join(directory, 'new'),
      ],
      /release server-1\.2,/,
    ],
  ];

const merged = signed('github', githubPayloads.pull_request, { 'x-github-event': 'pull_request' });

/** The last month that has ended: the first host that starts makes its digests. */
const month = lastEnded('month', new Date().toISOString(), 'UTC').name;

/** A confirm link as a message carries it. */
async function confirmLink({ data }: World): Promise<string> {
  const key = (await readFile(join(data, 'links-key'), 'utf8')).trim();
  return confirmAddress(
    confirmToken(key, { team: 'search', period: month, what: 'all' }, new Date().toISOString()),
  );
}

type Path = string | ((world: World) => Promise<string>);

/** A page and its JSON. */
const resource = (route: `/${string}`, path: string = route): Readonly<Record<string, readonly [Path]>> => ({
  [`GET ${route}`]: [path],
  [`GET ${dataAddress(route)}`]: [dataAddress(path)],
});

/** Every address with a request, in this order. */
export const addresses: Readonly<Record<string, readonly [path: Path, init?: RequestInit]>> = {
  'GET /': ['/'],
  'GET /releases': ['/releases'],
  ...Object.fromEntries(
    ['', '/deliveries', '/waiting', '/quarantine', '/unknown-names', '/messages', '/dead-letters'].flatMap(
      (page): [string, [string]][] => [
        [`GET /internal${page}`, [`/internal${page}`]],
        [`GET /api/v1/internal${page}`, [`/api/v1/internal${page}`]],
      ],
    ),
  ),
  'GET /api/v1/unknown-names': ['/api/v1/unknown-names'],
  'GET /assets/{file}': [`/assets/${STYLE_FILE}`],
  'GET /internal/audit': ['/internal/audit?entity=feature:zero'],
  'GET /api/v1/internal/audit': ['/api/v1/internal/audit?entity=feature:zero'],
  'GET /internal/say': ['/internal/say'],
  'GET /api/v1/internal/say': ['/api/v1/internal/say'],
  'POST /zone': [
    '/zone',
    { method: 'POST', redirect: 'manual', body: new URLSearchParams([['zone', 'Europe/Berlin']]) },
  ],
  'GET /releases/{release}': ['/releases/5.0'],
  'GET /matrix': ['/matrix'],
  'GET /api/v1/matrix': ['/api/v1/matrix'],
  'GET /features': ['/features'],
  'GET /api/v1/features': ['/api/v1/features'],
  ...resource('/people/{person}', '/people/ada'),
  ...resource('/teams'),
  ...resource('/teams/{team}', '/teams/search'),
  ...resource('/orgs/{org}', '/orgs/code'),
  ...resource('/departments/{department}', '/departments/product'),
  ...resource('/areas/{area}', '/areas/find'),
  'GET /features/{feature}': ['/features/zero'],
  'GET /api/v1/features/{feature}': ['/api/v1/features/zero'],
  'GET /badges/features/{file}': ['/badges/features/zero.svg'],
  'GET /badges/projects/{file}': ['/badges/projects/rank.json'],
  'GET /badges/teams/{file}': ['/badges/teams/search.svg'],
  'GET /deliveries': ['/deliveries'],
  'GET /quarantine': ['/quarantine'],
  'GET /unknown-names': ['/unknown-names'],
  'GET /reference': ['/reference'],
  'GET /api/v1/reference': ['/api/v1/reference'],
  'GET /reference/maturity-levels': ['/reference/maturity-levels'],
  'GET /api/v1/reference/maturity-levels': ['/api/v1/reference/maturity-levels'],
  'GET /reference/features-by-team': ['/reference/features-by-team'],
  'GET /api/v1/reference/features-by-team': ['/api/v1/reference/features-by-team'],
  'GET /reference/code-hosts': ['/reference/code-hosts'],
  'GET /api/v1/reference/code-hosts': ['/api/v1/reference/code-hosts'],
  'GET /reference/deployment-options': ['/reference/deployment-options'],
  'GET /api/v1/reference/deployment-options': ['/api/v1/reference/deployment-options'],
  'GET /reference/use-cases': ['/reference/use-cases'],
  'GET /api/v1/reference/use-cases': ['/api/v1/reference/use-cases'],
  'GET /reference/glossary': ['/reference/glossary'],
  'GET /api/v1/reference/glossary': ['/api/v1/reference/glossary'],
  'GET /reference/rubric': ['/reference/rubric'],
  'GET /api/v1/reference/rubric': ['/api/v1/reference/rubric'],
  'GET /internal/accounts': ['/internal/accounts'],
  'GET /api/v1/internal/accounts': ['/api/v1/internal/accounts'],
  'GET /internal/accounts/{account}': ['/internal/accounts/acc-1'],
  'GET /api/v1/internal/accounts/{account}': ['/api/v1/internal/accounts/acc-1'],
  'GET /internal/supported': ['/internal/supported'],
  'GET /api/v1/internal/supported': ['/api/v1/internal/supported'],
  ...resource('/digests'),
  ...resource('/digests/{audience}', digestsAddress('team:search')),
  ...resource('/digests/{audience}/{period}', digestAddress('team:search', month)),
  ...resource('/reviews'),
  ...resource('/reviews/{review}', '/reviews/post'),
  ...resource('/due', '/due?team=search'),
  'GET /messages': ['/messages'],
  'GET /api/messages': ['/api/messages'],
  'GET /confirm/{token}': [confirmLink],
  'POST /confirm/{token}': [
    confirmLink,
    { method: 'POST', body: new URLSearchParams([['entity', 'feature:revoked']]) },
  ],
  'GET /api/releases': ['/api/releases'],
  'GET /api/releases/{release}': ['/api/releases/5.0'],
  'GET /api/v1/releases': ['/api/v1/releases'],
  'GET /api/v1/releases/{release}': ['/api/v1/releases/5.0'],
  'GET /api/v1/overview': ['/api/v1/overview'],
  'GET /trains': ['/trains'],
  'GET /api/v1/trains': ['/api/v1/trains'],
  'GET /trains/{train}': ['/trains/server'],
  'GET /api/v1/trains/{train}': ['/api/v1/trains/server'],
  'GET /calendars/trains/{file}': ['/calendars/trains/server.ics'],
  'GET /calendars/teams/{file}': ['/calendars/teams/search.ics'],
  'GET /feeds/{file}': ['/feeds/all.atom'],
  'GET /feeds/trains/{file}': ['/feeds/trains/server.atom'],
  'GET /feeds/teams/{file}': ['/feeds/teams/search.atom'],
  'GET /feeds/features/{file}': ['/feeds/features/zero.atom'],
  'GET /projects': ['/projects'],
  'GET /api/v1/projects': ['/api/v1/projects'],
  'GET /projects/{project}': ['/projects/rank'],
  'GET /api/v1/projects/{project}': ['/api/v1/projects/rank'],
  'GET /api/digests/{audience}/{period}': [digestDataAddress('team:search', month)],
  'GET /api/reviews': ['/api/reviews'],
  'GET /api/reviews/{review}': ['/api/reviews/post'],
  'GET /api/due': ['/api/due?team=search'],
  'GET /api/v1/catalog/{section}': ['/api/v1/catalog/features'],
  'GET /api/v1/changes/{change}': ['/api/v1/changes/c1'],
  'GET /api/v1/grades/{feature}': ['/api/v1/grades/zero'],
  'GET /api/v1/openapi.json': ['/api/v1/openapi.json'],
  'GET /api/v1/grades': ['/api/v1/grades'],
  'GET /api/matrix': ['/api/matrix'],
  'GET /api/grades/{feature}': ['/api/grades/zero'],
  'GET /api/changes/{change}': ['/api/changes/c1'],
  'GET /api/catalog/{section}': ['/api/catalog/features'],
  'POST /api/facts': ['/api/facts', { method: 'POST', redirect: 'manual' }],
  'POST /webhooks/{source}': [
    '/webhooks/github',
    {
      method: 'POST',
      headers: Object.entries(merged.headers).map(([name, value = '']) => [name, value]),
      body: merged.body.toString(),
    },
  ],
  'POST /api/v1/facts': [
    '/api/v1/facts',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts: shipments }),
    },
  ],
};
