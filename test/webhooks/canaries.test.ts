/** What a body contains of secrets is in nothing that is stored, logged or shown. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS } from '../support/deliveries.ts';
import { changed, githubPayloads, gitlabPayloads } from '../support/payloads.ts';
import { from, fromGithub, fromStandard, send, startWebhooks } from './webhook-host.ts';

const CANARY = 'canary-7f3a9c51';

let host: Host;
const lines: string[] = [];
beforeAll(async () => {
  const log = (...parts: readonly unknown[]) => lines.push(JSON.stringify(parts));
  host = await startWebhooks(
    { SHIPSHAPE_LOG_LEVEL: 'DEBUG', SHIPSHAPE_SECRET_FORGEJO: SECRETS.forgejo },
    { log },
  );
});
afterAll(() => host.stop());

/** Every item of the store. */
async function stored(): Promise<string> {
  const found: string[] = [];
  for await (const page of host.store.scan()) found.push(JSON.stringify(page));
  return found.join('\n');
}

const secretFields = {
  secret: CANARY,
  'repository.owner': { private_key: [CANARY], deep: { token: { value: CANARY } } },
};
const own = SECRETS.github;

test('no secret of a body is stored, logged or shown', async () => {
  const deliveries = [
    fromGithub('release', changed(githubPayloads.release, { ...secretFields, 'release.id': 'x' })),
    fromGithub('release', changed(githubPayloads.release, { ...secretFields, 'release.name': own })),
    fromGithub(
      'pull_request',
      changed(githubPayloads.pull_request, { 'pull_request.title': `feat: ${own}` }),
    ),
    fromGithub('create', changed(githubPayloads.create, { ...secretFields, master_branch: undefined })),
    fromGithub('create', Buffer.from(`{"secret":"${CANARY}","x":"${own}",`)),
    fromGithub('issue_comment', changed(githubPayloads.issue_comment, { 'comment.body': `/ship ${own}` })),
    from('forgejo', changed(githubPayloads.release, { secret: SECRETS.forgejo, note: SECRETS.forgejo })),
    from('gitlab-token', changed(gitlabPayloads.release, { 'project.ci_token': CANARY, tag: 5 })),
    from('gitlab-token', changed(gitlabPayloads.release, { tag: SECRETS['gitlab-token'] })),
    from('unleash', { type: 'feature-environment-enabled', data: { apiKey: CANARY } }),
    fromStandard({ source: 'shipshape', 'detail-type': 'Nothing', detail: { password: CANARY } }),
  ];
  for (const each of deliveries) {
    const answer = await send(host, each);
    expect(answer.text).not.toContain(CANARY);
  }
  await host.idle();
  const pages: string[] = [];
  for (const page of ['deliveries', 'waiting', 'quarantine']) {
    pages.push((await askHost(host, 'GET', `/internal/${page}`)).body);
    pages.push((await askHost(host, 'GET', `/internal/${page}?zone=UTC`)).body);
  }
  const everything = [await stored(), lines.join('\n'), pages.join('\n')].join('\n');
  expect(everything).toContain('[removed]');
  for (const secret of [CANARY, own, SECRETS.forgejo, SECRETS['gitlab-token'], SECRETS.unleash])
    expect(everything).not.toContain(secret);
});
