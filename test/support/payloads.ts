/** What senders send, as small as it can be: for tests that change one thing in it. */

const repository = {
  id: 1296269,
  full_name: 'acme/app',
  html_url: 'https://github.com/acme/app',
  pushed_at: 1711443600,
};
const sender = { login: 'octocat', type: 'User' };
const user = { username: 'root' };
const project = { id: 7, path_with_namespace: 'acme/web/app' };

const release = {
  id: 11,
  tag_name: 'v1.4.0',
  draft: false,
  prerelease: false,
  published_at: '2024-03-26T09:00:00Z',
  html_url: 'https://github.com/acme/app/releases/tag/v1.4.0',
  body: null,
};

const milestone = {
  id: 31,
  title: '1.4',
  state: 'open',
  due_on: '2024-04-01T07:00:00Z',
  updated_at: '2024-03-01T10:00:00Z',
  closed_at: null,
  html_url: 'https://github.com/acme/app/milestone/3',
};

const pull_request = {
  id: 21,
  title: 'feat(search): rank by recency',
  html_url: 'https://github.com/acme/app/pull/21',
  merged: true,
  merged_at: '2024-03-20T12:00:00Z',
  labels: [{ name: 'feature/search' }],
  milestone: { title: '1.4' },
};

/** By event. */
export const githubPayloads = {
  ping: { zen: 'Keep it logically awesome.', hook_id: 1, hook: {}, repository, sender },
  pull_request: { action: 'closed', number: 21, pull_request, repository, sender },
  release: { action: 'published', release, repository, sender },
  create: { ref: 'v1.4.0', ref_type: 'tag', master_branch: 'main', repository, sender },
  push: {
    ref: 'refs/tags/v1.4.0',
    before: '0'.repeat(40),
    after: 'a'.repeat(40),
    deleted: false,
    commits: [],
    head_commit: { timestamp: '2024-03-01T10:00:00+02:00' },
    repository,
    sender,
  },
  milestone: { action: 'created', milestone, repository, sender },
  issue_comment: {
    action: 'created',
    issue: { title: 'Rank by recency', labels: [{ name: 'project/search' }], milestone: { title: '1.4' } },
    comment: {
      id: 41,
      body: 'Looks good.\r\n/ship search\r\n',
      created_at: '2024-03-21T08:00:00Z',
      html_url: 'https://github.com/acme/app/pull/21#issuecomment-41',
    },
    repository,
    sender,
  },
};

/** By object_kind. */
export const gitlabPayloads = {
  merge_request: {
    object_kind: 'merge_request',
    user,
    project,
    object_attributes: {
      id: 99,
      title: 'feat: faster search',
      url: 'https://gitlab.example/acme/web/app/-/merge_requests/4',
      updated_at: '2024-03-20 12:00:00 UTC',
      state: 'merged',
      action: 'merge',
    },
    labels: [{ title: 'feature/search' }],
  },
  release: {
    object_kind: 'release',
    id: 5,
    action: 'create',
    tag: 'v1.4.0',
    released_at: '2024-03-26 09:00:00 UTC',
    url: 'https://gitlab.example/acme/web/app/-/releases/v1.4.0',
    project,
  },
  tag_push: {
    object_kind: 'tag_push',
    ref: 'refs/tags/v1.4.0',
    after: 'b'.repeat(40),
    checkout_sha: 'c'.repeat(40),
    user_username: 'root',
    project,
    commits: [{ id: 'c'.repeat(40), timestamp: '2024-03-25T09:00:00+01:00' }],
  },
  milestone: {
    object_kind: 'milestone',
    action: 'create',
    user,
    project,
    object_attributes: {
      id: 61,
      title: '1.4',
      due_date: '2024-04-01',
      updated_at: '2024-03-01 10:00:00 UTC',
    },
  },
  feature_flag: {
    object_kind: 'feature_flag',
    user,
    project,
    object_attributes: { id: 6, name: 'new-ranking', active: true },
  },
};

/** One of our own facts. */
export const starGranted = {
  source: 'shipshape',
  'detail-type': 'StarGranted',
  detail: {
    version: 1,
    id: 'star-1',
    occurredAt: '2024-03-26T09:00:00.000Z',
    feature: 'search',
    category: 'docs',
    side: 'team',
    rubricVersion: '2024-02',
  },
};

export const cloudEvent = {
  specversion: '1.0',
  id: 'event-1',
  source: '/docs-checker',
  type: 'com.shipshape.StarGranted',
  time: '2024-03-26T09:00:00Z',
  datacontenttype: 'application/json',
  data: { version: 1, feature: 'search', category: 'docs', side: 'team', rubricVersion: '2024-02' },
};

/** A payload with other values at some of its paths: `release.tag_name`. What is undefined is taken out. */
export function changed(payload: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(changes).reduce<unknown>(
    (whole, [path, value]) => withValue(whole, path.split('.'), value),
    payload,
  );
}

function withValue(whole: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const known = typeof whole === 'object' && whole !== null ? Object.entries(whole) : [];
  const inner = known.find(([key]) => key === step)?.[1];
  const fields = { ...Object.fromEntries(known), [step]: withValue(inner, rest, value) };
  return Array.isArray(whole) ? Object.values(fields) : fields;
}
