/**
 * A company that uses Shipshape as the README tells it: by its command, its catalog folder, and over HTTP. Three teams, four
 * projects, six features, and four releases of one train, in November 2026. Only the date is invented: everything else is real.
 */
import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type Host, startHost } from '../../lib/local/host.ts';
import { inProcess } from '../lib/command/in-process.ts';
import type { Ended } from '../lib/command/shipshape.ts';

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly mergedAt: string;
  readonly repository?: string;
  readonly labels?: readonly string[];
  readonly author?: { readonly login: string; readonly type: 'User' | 'Bot' };
  readonly body?: string;
}

export interface Company {
  /** The command, on the running Shipshape. */
  shipshape(...words: string[]): Promise<Ended>;
  /** The command, without a word of where the ledger is. */
  bare(...words: string[]): Promise<Ended>;
  /** A delivery of GitHub, signed with the secret that the command made. @returns its status and answer */
  deliver(event: string, payload: unknown, secret?: string): Promise<{ status: number; answer: unknown }>;
  merge(pull: PullRequest): Promise<unknown>;
  tag(name: string, at: string): Promise<unknown>;
  /** The words of a page. */
  page(path: string): Promise<string>;
  /** JSON for everybody or, with the token, for internal users. */
  json(path: string, as?: 'everybody' | 'internal'): Promise<unknown>;
  /** The verdicts of a release, by project. */
  verdicts(release: string): Promise<Record<string, string>>;
  /** Changes a file of the catalog and imports it. */
  edit(file: string, from: string, to: string): Promise<Ended>;
  stop(): Promise<void>;
  readonly catalog: string;
  readonly data: string;
}

const TOKEN = 'chosen-for-the-journeys';

/** Everything but the date is real. */
export function itIs(now: string): void {
  jest.useFakeTimers({
    now: Date.parse(now),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

/** Nobody does two things in one millisecond. */
const aMomentLater = () => jest.setSystemTime(Date.now() + 1000);

/** A moment of which somebody hears has come. */
const untilThen = (moment: string) => jest.setSystemTime(Math.max(Date.now(), Date.parse(moment)) + 1000);

const FILES: Readonly<Record<string, string>> = {
  'teams.yml': `
search: { title: Search, org: shop, contacts: { pm: paula, em: emma }, timeZone: Europe/Berlin, labels: [team/search] }
checkout: { title: Checkout, org: shop, contacts: { pm: paula, em: ravi }, timeZone: Europe/Berlin }
platform: { title: Platform, org: shop, contacts: { em: tove }, timeZone: America/New_York }
docs: { title: Documentation }
security: { title: Security }
`,
  'people.yml': `
emma: { name: Emma Manager, email: emma@example.com, teams: [search], accounts: [github:emma-m] }
ravi: { name: Ravi Manager, email: ravi@example.com, teams: [checkout], accounts: [github:ravi-m] }
tove: { name: Tove Manager, email: tove@example.com, teams: [platform] }
paula: { name: Paula Product, email: paula@example.com, teams: [search, checkout], roles: [product-director] }
dora: { name: Dora Writer, email: dora@example.com, teams: [docs], accounts: [github:dora-w] }
sven: { name: Sven Security, email: sven@example.com, teams: [security] }
`,
  'projects.yml': `
search-quality: { title: Search quality, team: search, train: app, features: [saved-searches, filters], startedAt: 2026-01-05T09:00:00Z }
checkout-flow: { title: Checkout flow, team: checkout, train: app, features: [one-click, gift-cards], startedAt: 2026-01-05T09:00:00Z }
payments: { title: Payments, team: checkout, train: app, features: [wallets], startedAt: 2026-01-05T09:00:00Z }
build-speed: { title: Build speed, team: platform, train: app, features: [fast-builds], startedAt: 2026-01-05T09:00:00Z }
`,
  'features.yml': `
saved-searches: { title: Saved searches, team: search, project: search-quality, maturity: beta, flag: saved-searches }
filters: { title: Filters, team: search, project: search-quality, maturity: ga }
one-click: { title: One-click checkout, team: checkout, project: checkout-flow, maturity: beta, flag: one-click }
gift-cards: { title: Gift cards, team: checkout, project: checkout-flow, maturity: experimental }
wallets: { title: Wallets, team: checkout, project: payments, maturity: ga }
fast-builds: { title: Fast builds, team: platform, project: build-speed, maturity: ga }
`,
  'maturity.yml': `
experimental: { title: Experimental }
beta: { title: Beta }
ga: { title: Generally available }
`,
  'releases.yml': `
app-2026.9:
  { train: app, releaseVersion: "2026.9", kind: monthly, branchCutAt: 2026-09-25T12:00:00Z, cutAt: 2026-09-25T12:00:00Z }
app-2026.10:
  { train: app, releaseVersion: "2026.10", kind: monthly, branchCutAt: 2026-10-23T12:00:00Z, cutAt: 2026-10-23T12:00:00Z }
app-2026.11:
  { train: app, releaseVersion: "2026.11", kind: monthly, featureFreezeAt: 2026-11-13T12:00:00Z, branchCutAt: 2026-11-20T12:00:00Z, releaseAt: 2026-11-25T12:00:00Z }
app-2026.12:
  { train: app, releaseVersion: "2026.12", kind: monthly, featureFreezeAt: 2026-12-11T12:00:00Z, branchCutAt: 2026-12-18T12:00:00Z }
`,
  'roadmap.yml': `
search:
  roadmap:
    - { task: Saved searches for everyone, project: search-quality, release: app-2026.11, feature: saved-searches, exposure: on-by-default }
checkout:
  roadmap:
    - { task: One click, project: checkout-flow, release: app-2026.11, feature: one-click, exposure: off-by-default }
    - { task: Gift cards, project: checkout-flow, release: app-2026.12, feature: gift-cards }
`,
  'sources.yml': `
github:shop/app:
  title: The shop
  train: app
  rules:
    - { when: { scope: saved-searches }, project: search-quality, feature: saved-searches }
    - { when: { scope: filters }, project: search-quality, feature: filters }
    - { when: { scope: one-click }, project: checkout-flow, feature: one-click }
    - { when: { scope: gift-cards }, project: checkout-flow, feature: gift-cards }
    - { when: { scope: wallets }, project: payments, feature: wallets }
    - { when: { scope: builds }, project: build-speed, feature: fast-builds }
`,
  'rubric.yml': `
version: "1"
categories:
  docs:
    { title: Documentation, team: docs, policy: either, question: "Can a new user succeed?", criteria: There is a page., solution: Write it. }
  security:
    { title: Security, team: security, policy: team, question: "Is it safe?", criteria: It was reviewed., solution: Ask for a review. }
reviews:
  classes:
    - { changeClass: blog-post, title: Blog post, reviewers: [product-director] }
`,
};

/** It is the second of November when the company begins, with two releases behind it. */
export async function company(): Promise<Company> {
  itIs('2026-11-02T09:00:00Z');
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-journey-'));
  const [catalog, data] = [join(directory, 'catalog'), join(directory, 'data')];
  const bare = (...words: string[]) => command(words);
  let host: Host | undefined;
  const there = () => host?.address ?? '';
  const shipshape = (...words: string[]) => command([...words, '--url', there()]);

  await must(bare('init', catalog));
  for (const name of await readdir(catalog)) if (name.endsWith('.yml')) await rm(join(catalog, name));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(catalog, name), text.trimStart());
  await must(bare('validate', catalog));
  await must(bare('import', catalog, '--data', data));
  await must(bare('webhook-secret', 'github', '--data', data));
  const [secret = ''] = (await readFile(join(data, 'secrets', 'github'), 'utf8')).split('\n');
  host = await startHost({
    data,
    environment: { SHIPSHAPE_API_TOKEN: TOKEN },
    clock: false,
    log: () => {},
  });

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    await host?.idle();
    return fetch(`${there()}${path}`, { headers });
  };
  const json: Company['json'] = async (path, as = 'everybody') => {
    const answer = await ask(path, as === 'internal' ? { authorization: `Bearer ${TOKEN}` } : {});
    return answer.json();
  };
  const deliver: Company['deliver'] = async (event, payload, key = secret) => {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', key).update(body).digest('hex');
    const answer = await fetch(`${there()}/webhooks/github`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    const text = await answer.text();
    await host?.idle();
    return { status: answer.status, answer: JSON.parse(text) };
  };
  return {
    catalog,
    data,
    bare,
    deliver,
    json,
    shipshape: async (...words) => {
      const ended = await shipshape(...words);
      await host?.idle();
      return ended;
    },
    merge: async (pull) => {
      untilThen(pull.mergedAt);
      return (await deliver('pull_request', merged(pull))).answer;
    },
    tag: async (name, at) => {
      untilThen(at);
      const pushed_at = Math.floor(Date.parse(at) / 1000);
      const repository = { ...repositoryOf('shop/app'), pushed_at };
      const payload = { ref: name, ref_type: 'tag', master_branch: 'main', repository, sender: EMMA };
      return (await deliver('create', payload)).answer;
    },
    page: async (path) => {
      const accept = { accept: 'text/html' };
      const inside = path.startsWith('/internal') ? { authorization: `Bearer ${host?.apiToken}` } : {};
      return wordsOf(await (await ask(path, { ...accept, ...inside })).text());
    },
    verdicts: async (release) => {
      const answer = await json(`/api/v1/releases/${release}`);
      return Object.fromEntries(projectsIn(answer).map(({ project, verdict }) => [project, verdict]));
    },
    edit: async (file, from, to) => {
      const path = join(catalog, file);
      const before = await readFile(path, 'utf8');
      if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await writeFile(path, before.replace(from, to));
      const ended = await shipshape('import', catalog);
      await host?.idle();
      return ended;
    },
    stop: async () => {
      await host?.stop();
      jest.useRealTimers();
      await rm(directory, { recursive: true });
    },
  };
}

const EMMA = { login: 'emma-m', type: 'User' };

/** Ids of repositories and of pull requests are numbers that GitHub never uses again. */
const repositoryOf = (name: string) => ({
  id: name === 'shop/app' ? 12 : 13,
  full_name: name,
  html_url: `https://github.com/${name}`,
});

function merged({
  number,
  title,
  mergedAt,
  repository = 'shop/app',
  labels = [],
  author,
  body,
}: PullRequest) {
  const from = repositoryOf(repository);
  return {
    action: 'closed',
    number,
    pull_request: {
      id: from.id * 1000 + number,
      number,
      title,
      body: body ?? null,
      html_url: `${from.html_url}/pull/${number}`,
      state: 'closed',
      merged: true,
      merged_at: mergedAt,
      updated_at: mergedAt,
      labels: labels.map((name) => ({ name })),
      user: author ?? EMMA,
      base: { ref: 'main' },
    },
    repository: from,
    sender: EMMA,
  };
}

/** Runs the command as bin/shipshape.ts does, on the date that it is. */
function command(words: readonly string[]): Promise<Ended> {
  aMomentLater();
  return inProcess({ SHIPSHAPE_API_TOKEN: TOKEN, TZ: 'Europe/Berlin' }, ...words);
}

async function must(ending: Promise<Ended>): Promise<void> {
  const { status, out, err } = await ending;
  if (status !== 0) throw new Error(`The command ended with ${status}: ${out}${err}`);
}

interface Judged {
  readonly project: string;
  readonly verdict: string;
  readonly evidence: readonly Piece[];
}

interface Piece {
  readonly event: string;
  readonly title: string;
  readonly counts: boolean;
}

/** The projects in the JSON of a release. */
export const projectsIn = (answer: unknown): readonly Judged[] =>
  typeof answer === 'object' && answer !== null && 'projects' in answer ? (answer.projects as Judged[]) : [];

/** The id of a change in the JSON of a release, by a part of its title. */
export function changeIn(answer: unknown, title: string): string {
  const pieces = projectsIn(answer).flatMap(({ evidence }) => evidence);
  const found = pieces.find((piece) => piece.title?.includes(title));
  if (found === undefined) throw new Error(`No change is called ${title}`);
  return found.event;
}

/** Text for a terminal, without its line breaks. */
export const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
