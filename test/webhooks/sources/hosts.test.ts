import { describe, expect, test } from '@jest/globals';
import { forgejo, gitea, github as githubSource } from '../../../functions/webhooks/sources/github.ts';
import { gitlab } from '../../../functions/webhooks/sources/gitlab.ts';
import { changed, githubPayloads, gitlabPayloads } from '../../support/payloads.ts';
import { eventsIn, idsIn, readGithub } from './events-in.ts';

/** As Forgejo sends it: GitHub's dialect, at a host of its own. */
const releaseAt = (host: string, more: Record<string, unknown> = {}) =>
  changed(githubPayloads.release, { 'repository.html_url': `https://${host}/acme/app`, ...more });
const theirs = { sender: { login: 'octocat', last_login: '0001-01-01T00:00:00Z' } };

const placeOf = (answer: ReturnType<typeof readGithub>) =>
  answer.kind === 'events' ? [answer.origin, answer.originId] : answer;
const actorsIn = (answer: ReturnType<typeof readGithub>) =>
  eventsIn(answer).map((one) => one.kind !== 'stated' && one.actor);

describe('a repository at another host than github.com', () => {
  test('has the host in the names of its origin and accounts, and in all ids', () => {
    const there = readGithub('release', releaseAt('ghe.example'));
    expect(placeOf(there)).toEqual(['github:ghe.example/acme/app', 'github:ghe.example#1296269']);
    expect(actorsIn(there)).toEqual(['github:ghe.example/octocat']);
    const here = readGithub('release', githubPayloads.release);
    expect(placeOf(here)).toEqual(['github:acme/app', 'github#1296269']);
    expect(idsIn(there)).not.toEqual(idsIn(here));
  });
  test('has its port and the path that the software is below in its name', () => {
    const [origin] = [placeOf(readGithub('release', releaseAt('git.example:8443/code', theirs)))].flat();
    expect(origin).toBe('forgejo:git.example:8443/code/acme/app');
  });
  test('is of Forgejo when its body is, and of Gitea when a header says so too: both are one occurrence', () => {
    const body = releaseAt('git.example', theirs);
    const [plain, asGitea] = [{}, { 'x-gitea-event': 'release' }].map((headers) =>
      forgejoAtGithub(body, headers),
    );
    if (plain === undefined || asGitea === undefined) throw new Error('two answers');
    expect(placeOf(plain)).toEqual(['forgejo:git.example/acme/app', 'github:git.example#1296269']);
    expect(placeOf(asGitea)).toEqual(['gitea:git.example/acme/app', 'github:git.example#1296269']);
    expect(idsIn(plain)).toEqual(idsIn(asGitea));
  });
  test('takes its host from the address that is signed, and never from a header', () => {
    const headers = { 'x-forgejo-event': 'release', host: 'github.com' };
    expect(placeOf(forgejoAtGithub(releaseAt('ghe.example'), headers))).toEqual(
      placeOf(readGithub('release', releaseAt('ghe.example'))),
    );
  });
});

const forgejoAtGithub = (body: unknown, headers: Record<string, string>) =>
  githubSource.read({ headers: { 'x-github-event': 'release', ...headers }, body: Buffer.alloc(0) }, body);

describe('the senders forgejo and gitea', () => {
  const delivery = { headers: { 'x-gitea-event': 'release' }, body: Buffer.alloc(0) };
  test('speak for their own hosts', () => {
    expect(placeOf(forgejo.read(delivery, releaseAt('git.example')))).toEqual([
      'forgejo:git.example/acme/app',
      'github:git.example#1296269',
    ]);
    expect(placeOf(gitea.read(delivery, releaseAt('git.example')))).toEqual([
      'gitea:git.example/acme/app',
      'github:git.example#1296269',
    ]);
  });
  test('cannot speak for github.com', () => {
    for (const host of ['github.com', 'www.github.com', 'github.com.'])
      expect(forgejo.read(delivery, releaseAt(host, theirs))).toMatchObject({
        kind: 'refused',
        refusal: 'SHAPE_MISMATCH',
      });
  });
  test('send tags without a moment, which name no release until one is published', () => {
    const created = changed(githubPayloads.create, {
      master_branch: undefined,
      sha: 'a'.repeat(40),
      'repository.html_url': 'https://git.example/acme/app',
      'repository.pushed_at': undefined,
    });
    expect(readGithub('create', created)).toMatchObject({
      kind: 'ignored',
      because: expect.stringContaining('publish a release'),
    });
  });
});

describe('a project at a GitLab of its own', () => {
  const at = (web_url: string) =>
    gitlab.read(
      { headers: {}, body: Buffer.alloc(0) },
      changed(gitlabPayloads.merge_request, { 'project.web_url': web_url }),
    );
  test('has the host in its name, and shares no id with gitlab.com', () => {
    const [there, here] = [at('https://gitlab.example/acme/web/app'), at('https://gitlab.com/acme/web/app')];
    expect(placeOf(there)).toEqual(['gitlab:gitlab.example/acme/web/app', 'gitlab:gitlab.example#7']);
    expect(actorsIn(there)).toEqual(['gitlab:gitlab.example/root']);
    expect(placeOf(here)).toEqual(['gitlab:acme/web/app', 'gitlab#7']);
    expect(idsIn(there)).not.toEqual(idsIn(here));
  });
});

describe('optional fields', () => {
  const plain = readGithub('pull_request', githubPayloads.pull_request);
  test.each([null, '', undefined])('mean the same as %p', (nothing) => {
    const fields = {
      review: null,
      comment: null,
      requested_reviewers: nothing,
      'pull_request.base': nothing,
      'repository.default_branch': nothing,
    };
    expect(readGithub('pull_request', changed(githubPayloads.pull_request, fields))).toEqual(plain);
  });
  test('that hold something make it another event', () => {
    const review = changed(githubPayloads.pull_request, { review: { id: 1 } });
    expect(readGithub('pull_request', review)).toMatchObject({ kind: 'refused', refusal: 'SHAPE_MISMATCH' });
  });
  test('that were never set are no moments', () => {
    const milestone = changed(githubPayloads.milestone, { 'milestone.due_on': '0001-01-01T00:00:00Z' });
    expect(eventsIn(readGithub('milestone', milestone))).toMatchObject([{ dueAt: null }]);
  });
});
