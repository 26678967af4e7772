/** Deliveries of merged pull requests, as long as GitHub's, which are mostly addresses, three times each. */
import { createHmac } from 'node:crypto';

export const PLACE = 'github:acme/monorepo';
/** Ids that GitHub gave: of the repository, and of its pull request number 0. */
const REPOSITORY_ID = 1_296_269;
const FIRST_ID = 279_147_437;
/** In the window of the bench's trains, all of which are of 2020. */
export const MERGED_AT = '2020-02-01T09:00:00Z';

const API = 'https://api.github.com';
const OF_USER = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations', 'repos'];
const OF_REPOSITORY = `forks keys collaborators teams hooks issue_events events assignees branches tags blobs
  git_tags git_refs trees statuses languages stargazers contributors subscribers subscription commits
  git_commits comments issue_comment contents compare merges archive downloads issues pulls milestones
  notifications labels releases deployments`.split(/\s+/);

const addresses = (base: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${name}_url`, `${base}/${name.replaceAll('_', '/')}{/id}`]));

const user = (login: string, id: number) => ({
  login,
  id,
  node_id: `MDQ6VXNlcj${id}`,
  avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
  gravatar_id: '',
  url: `${API}/users/${login}`,
  html_url: `https://github.com/${login}`,
  ...addresses(`${API}/users/${login}`, [...OF_USER, 'events', 'received_events']),
  type: 'User',
  site_admin: false,
});

const repository = {
  id: REPOSITORY_ID,
  node_id: 'MDEwOlJlcG9zaXRvcnkxMjk2MjY5',
  name: 'monorepo',
  full_name: 'acme/monorepo',
  private: true,
  owner: user('acme', 21_031_067),
  html_url: 'https://github.com/acme/monorepo',
  description: 'Everything that we make, and what we make it with.',
  fork: false,
  url: `${API}/repos/acme/monorepo`,
  ...addresses(`${API}/repos/acme/monorepo`, OF_REPOSITORY),
  created_at: '2018-05-15T15:20:33Z',
  updated_at: MERGED_AT,
  pushed_at: MERGED_AT,
  size: 4_711,
  stargazers_count: 0,
  language: 'TypeScript',
  license: { key: 'apache-2.0', name: 'Apache License 2.0', spdx_id: 'Apache-2.0' },
  topics: ['search', 'code'],
  default_branch: 'main',
};

const branch = (ref: string) => ({
  label: `acme:${ref}`,
  ref,
  sha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
  user: user('acme', 21_031_067),
  repo: repository,
});

/** The id that the fact of a delivery has in the ledger. */
export const idOf = (number: number): string => `github:${REPOSITORY_ID}:pull:${FIRST_ID + number}:merged`;

function merged(number: number, labels: readonly string[]) {
  const octocat = user('octocat', 583_231);
  const url = `${API}/repos/acme/monorepo/pulls/${number}`;
  return {
    action: 'closed',
    number,
    pull_request: {
      url,
      id: FIRST_ID + number,
      html_url: `https://github.com/acme/monorepo/pull/${number}`,
      number,
      state: 'closed',
      title: `feat(search): rank exact matches of symbols before all others (${number})`,
      user: octocat,
      body: 'What was found by its name comes first now. '.repeat(12),
      created_at: '2020-01-30T08:00:00Z',
      updated_at: MERGED_AT,
      closed_at: MERGED_AT,
      merged_at: MERGED_AT,
      labels: labels.map((name) => ({
        id: 7,
        url: `${API}/labels/7`,
        name,
        color: 'fc2929',
        default: false,
      })),
      milestone: null,
      assignees: [octocat],
      requested_reviewers: [user('hubot', 480_938)],
      ...addresses(url, ['commits', 'review_comments', 'review_comment', 'comments', 'statuses']),
      head: branch(`rank-${number}`),
      base: branch('main'),
      merged: true,
      merged_by: octocat,
      additions: 120,
      deletions: 12,
      changed_files: 7,
    },
    repository,
    sender: octocat,
  };
}

export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const githubSignature = (secret: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** Each number is another delivery. @param labels beside that of its project */
export const pullRequest = (
  number: number,
  project: string,
  secret: string,
  labels: readonly string[] = [],
): SignedDelivery =>
  delivery('pull_request', number, secret, merged(number, [`project/${project}`, ...labels]));

/** A delivery that is ignored. */
export const starred = (number: number, secret: string): SignedDelivery =>
  delivery('star', number, secret, {
    action: 'created',
    starred_at: MERGED_AT,
    repository,
    sender: user('octocat', 583_231),
  });

function delivery(event: string, number: number, secret: string, payload: object): SignedDelivery {
  const body = Buffer.from(JSON.stringify(payload));
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': `72d3162e-cc78-11e3-81ab-${String(number).padStart(12, '0')}`,
    'x-hub-signature-256': githubSignature(secret, body),
    'user-agent': 'GitHub-Hookshot/044aadd',
  };
  return { headers, body };
}
