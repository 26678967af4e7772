/** Repositories, and the webhooks that tell of what happens in them. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { OutgoingFact } from '../../../functions/kernel/bus/publish.ts';
import { apiAccess, githubClient } from '../../../functions/kernel/github/client.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { receive } from '../../../functions/webhooks/ingest/receive.ts';
import type { Reconciling } from '../../../functions/webhooks/reconcile/turns.ts';
import { github } from '../../../functions/webhooks/sources/github.ts';
import { tableOn } from '../../support/databases.ts';
import { signed } from '../../support/deliveries.ts';
import { fact, started } from '../../support/facts.ts';
import { type FakeApi, type FakeRepository, startGithubApi } from '../../support/github-api.ts';
import { pipelineOn } from '../../support/pipeline.ts';

export const NOW = '2024-01-20T12:00:00.000Z';
export const LATER = '2024-01-20T13:00:00.000Z';
export const REPOSITORY = 'acme/app';
export const PLACE = `github:${REPOSITORY}`;

export const emptyRepository = (id = 1296269): FakeRepository => ({
  id,
  pulls: [],
  releases: [],
  tags: [],
  hooks: [],
});

/** A merged pull request, as it is in both a delivery and a list. */
export const pull = (number: number, mergedAt: string, project?: string, more: object = {}) => ({
  id: 1_000_000 + number,
  number,
  title: `feat: change ${number}`,
  html_url: `https://github.com/${REPOSITORY}/pull/${number}`,
  updated_at: mergedAt,
  closed_at: mergedAt,
  merged_at: mergedAt,
  labels: project === undefined ? [] : [{ name: `project/${project}` }],
  milestone: null,
  ...more,
});

export const release = (id: number, tag: string, publishedAt: string, more: object = {}) => ({
  id,
  tag_name: tag,
  draft: false,
  prerelease: false,
  published_at: publishedAt,
  created_at: publishedAt,
  html_url: `https://github.com/${REPOSITORY}/releases/tag/${tag}`,
  ...more,
});

export const mapped = (more: object = {}, day = '2024-01-01') =>
  fact('SourceRegistered', day, { source: PLACE, train: 'server', ...more });

/** The whole of a Shipshape with one repository: its webhooks come in by `deliver`, and `look` reconciles. */
export function shipshapeOn(table: Store, api: FakeApi) {
  const pipeline = pipelineOn(table);
  const waits: number[] = [];
  const published: string[] = [];
  const publish = async (facts: readonly OutgoingFact[]) => {
    for (const { type, body } of facts) {
      published.push(type);
      await pipeline.tell({ source: 'shipshape', 'detail-type': type, detail: JSON.parse(body) });
    }
  };
  const repository = { id: api.repositories.get(REPOSITORY)?.id, full_name: REPOSITORY };
  const sender = { login: 'octocat', type: 'User' };
  const events = { pull_request: 'closed', release: 'published' };
  return {
    ...pipeline,
    waits,
    /** The types of the facts that went onto the bus, by either way. */
    published,
    async deliver(event: keyof typeof events, about: object, now: string) {
      const payload = { action: events[event], number: 1, [event]: about, repository, sender };
      const delivery = signed('github', payload, { 'x-github-event': event });
      return (await receive({ table, publish, now }, github, delivery)).record.outcome;
    },
    reconciling: (now: string, more: Partial<Reconciling> = {}): Reconciling => {
      const wait = async (milliseconds: number) => void waits.push(milliseconds);
      const clock = { random: () => 0.5, now: () => now };
      const access = { ...apiAccess(api.base), timeoutMs: 300 };
      const github = githubClient({ base: api.base, token: 'token', access, attempts: 3, wait, ...clock });
      return { table, github, publish, wait, isOver: () => false, now, ...more };
    },
  };
}

/** As a delivery has it, which knows `merged`. */
export const delivered = (one: object) => ({ ...one, merged: true });

/** For each test of a file, a stand-in for GitHub's API with one empty repository, and an empty table. */
export function githubWithOneRepository() {
  const table = tableOn();
  let api: FakeApi;
  let repository: FakeRepository;
  beforeAll(async () => {
    api = await startGithubApi();
  });
  afterAll(() => api.close());
  beforeEach(() => {
    api.repositories.clear();
    api.calls.length = 0;
    api.attempts.length = 0;
    api.fail = () => undefined;
    repository = emptyRepository();
    api.repositories.set(REPOSITORY, repository);
  });
  return {
    table,
    api: () => api,
    repository: () => repository,
    /** A Shipshape that has the repository's mapping, and its project. */
    async ready(more: object = { project: 'rank' }) {
      const shipshape = shipshapeOn(table(), api);
      await shipshape.tell(mapped(more), started('rank'));
      return shipshape;
    },
  };
}
