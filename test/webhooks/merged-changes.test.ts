/** What a merged change is, from deliveries over HTTP to verdicts: reverts, words that come later, bots, titles, renames. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { cut, fact, scheduled, started } from '../support/facts.ts';
import { fromGithub, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver, words } = settled(() => host);

interface Pull {
  readonly number: number;
  readonly title: string;
  readonly labels?: readonly string[];
  readonly at?: string;
  readonly body?: string;
  readonly user?: { login: string; type: string };
  readonly repository?: { id: number; full_name: string };
  readonly updated?: string;
  readonly pull?: object;
}

const person = { login: 'u', type: 'User' };

/** A delivery about a merged pull request. */
function pull(action: string, { number, title, labels = [], at = '2026-10-05', ...more }: Pull, extra = {}) {
  const repository = { id: 5, full_name: 'acme/app', ...more.repository, default_branch: 'main' };
  return fromGithub('pull_request', {
    action,
    number,
    pull_request: {
      id: 1000 + number,
      number,
      title,
      body: more.body ?? '',
      html_url: `https://github.com/${repository.full_name}/pull/${number}`,
      merged: true,
      merged_at: `${at}T10:00:00Z`,
      ...(more.updated === undefined ? {} : { updated_at: more.updated }),
      state: 'closed',
      labels: labels.map((name) => ({ name })),
      base: { ref: 'main' },
      user: more.user ?? person,
      ...more.pull,
    },
    repository,
    sender: more.user ?? person,
    ...extra,
  });
}

/** Each test has a train with a source, a release and projects of its own. */
let tests = 0;
async function world() {
  tests += 1;
  const [train, source, id] = [`t${tests}`, `acme/app${tests}`, 5000 + tests];
  const [own, other, release] = [`own${tests}`, `other${tests}`, `r${tests}`];
  const record = (more = {}) =>
    fact('SourceRegistered', '2026-01-01', { source: `github:${source}`, train, project: own, ...more });
  await publish(
    started(own, '2026-01-01', { train }),
    started(other, '2026-01-01', { train }),
    record(),
    scheduled(release, '2026-10-31', { train }),
    cut(release, '2026-10-31'),
  );
  const repository = { id, full_name: source };
  return {
    own,
    other,
    release,
    source,
    record,
    say: (action: string, what: Pull, extra = {}) => deliver(pull(action, { repository, ...what }, extra)),
    shipped: async () => {
      const all = await words(release);
      return [all[own], all[other]].map((word) => word?.startsWith('shipped-o') === true);
    },
  };
}

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

describe('A revert', () => {
  const feature = { number: 7, title: 'feat: offline mode', at: '2026-10-01' };
  const revert = { number: 8, title: 'Revert "feat: offline mode"' };

  it.each<[string, Omit<Pull, 'at'>]>([
    ['by its button', { ...revert, body: 'Reverts acme/app#7' }],
    ['by its title alone', revert],
    ['by a conventional title', { ...revert, title: 'revert: feat: offline mode' }],
    ['by its title, without quotes', { ...revert, title: 'Revert feat: offline mode' }],
    ['in the text of a fix', { ...revert, title: 'fix: be online', body: 'Reverts acme/app#7' }],
    ['by a number', { ...revert, title: 'Undo offline mode', body: 'Reverts #7' }],
    ['by a commit', { ...revert, title: 'Undo it', body: 'This reverts commit abcdef0123456789.' }],
  ])('takes a change back %s, in whichever order they come', async (_name, said) => {
    for (const isFirst of [true, false]) {
      const { say, shipped, source } = await world();
      const body = said.body?.replace('acme/app', source) ?? '';
      const merge = { ...feature, pull: { merge_commit_sha: 'abcdef0123456789' } };
      for (const step of isFirst ? [merge, { ...said, body }] : [{ ...said, body }, merge])
        await say('closed', step);
      expect(await shipped()).toEqual([false, false]);
    }
  });

  it('of a revert gives the change back', async () => {
    const { say, shipped } = await world();
    await say('closed', feature);
    await say('closed', { ...revert, title: 'Reapply "feat: offline mode"', number: 9, at: '2026-10-09' });
    await say('closed', revert);
    expect(await shipped()).toEqual([true, false]);
  });

  it('is no feature work, also where every merge is', async () => {
    const { say, shipped, record } = await world();
    await publish(record({ ships: { types: ['*'] } }));
    const answer = await say('closed', { ...revert, title: 'Revert "fix: a bug"' });
    expect(answer.facts.map(({ type }) => type)).toEqual(['ChangeReverted']);
    expect(await shipped()).toEqual([false, false]);
  });
});

describe('What is said of a merged pull request later', () => {
  const plain = { number: 14, title: 'offline mode' };

  it('is heard: a label counts it from its merge, and taken off again it does not count', async () => {
    const { say, shipped } = await world();
    await say('closed', plain);
    expect(await shipped()).toEqual([false, false]);
    await say('labeled', { ...plain, labels: ['ship'] });
    expect(await shipped()).toEqual([true, false]);
    await say('unlabeled', plain, { label: { name: 'ship' } });
    expect(await shipped()).toEqual([false, false]);
  });

  it.each([
    ['and takes its merge out of what waits', ['closed', 'labeled']],
    ['also where its merge comes later', ['labeled', 'closed']],
  ])('is whose change it is while no mapping says so, %s', async (_name, order) => {
    const { say, shipped, source, own, other } = await world();
    const mapped = (at: string, project: string | null) =>
      publish(fact('SourceRegistered', at, { source: `github:${source}`, project }));
    await mapped('2026-01-02', null);
    const corrected = {
      title: 'feat: offline mode',
      labels: [`project/${other}`],
      updated: '2026-10-06T00:00:00Z',
    };
    for (const action of order)
      await say(
        action,
        action === 'closed'
          ? { number: 14, title: 'feat: offline mode', labels: ['project'] }
          : { number: 14, ...corrected },
        action === 'closed' ? {} : { label: { name: `project/${other}` } },
      );
    await mapped('2026-01-03', own);
    expect(await shipped()).toEqual([false, true]);
  });

  it('is heard of its title', async () => {
    const { say, shipped } = await world();
    await say('closed', { ...plain, title: 'feat: offline mode' });
    await say(
      'edited',
      { ...plain, title: 'chore: offline mode', updated: '2026-10-06T00:00:00Z' },
      {
        changes: { title: { from: 'feat: offline mode' } },
      },
    );
    expect(await shipped()).toEqual([false, false]);
  });

  /** Of project own first, then of other, then of own again. */
  const steps = (other: string) => {
    const label = { name: `project/${other}` };
    const feature = { number: 15, title: 'feat: offline mode' };
    return [
      ['closed', feature, {}],
      ['labeled', { ...feature, labels: [label.name], updated: '2026-10-06T00:00:00Z' }, { label }],
      ['unlabeled', { ...feature, updated: '2026-10-07T00:00:00Z' }, { label }],
      ['labeled', { ...feature, labels: [label.name], updated: '2026-10-08T00:00:00Z' }, { label }],
    ] as const;
  };

  it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[1, 3, 0, 2]], [[2, 0, 3, 1]], [[3, 3, 0, 1, 2, 3, 0]]])(
    'stands as it was said last, in the order %j',
    async (order) => {
      const { say, shipped, other } = await world();
      for (const at of order) {
        const [action, what, extra] = steps(other)[at] ?? steps(other)[0];
        await say(action, what, extra);
      }
      expect(await shipped()).toEqual([false, true]);
    },
  );

  it('is heard when the merge is delivered again with other labels', async () => {
    const { say, shipped, other } = await world();
    const feature = { number: 16, title: 'feat: offline mode' };
    await say('closed', feature);
    const relabelled = { ...feature, labels: [`project/${other}`], updated: '2026-10-09T00:00:00Z' };
    await say('closed', relabelled);
    expect(await shipped()).toEqual([false, true]);
    expect(await say('closed', relabelled)).toMatchObject({ status: 200, outcome: 'duplicate' });
  });

  it('does not move what a person has moved', async () => {
    const { say, shipped, own, other } = await world();
    const feature = { number: 17, title: 'feat: offline mode' };
    const { facts } = await say('closed', feature);
    await publish(
      fact('ChangeWithdrawn', '2026-10-06', { project: own, change: facts[0]?.id ?? '', reason: 'A test.' }),
    );
    const label = { name: `project/${other}` };
    const answer = await say('labeled', { ...feature, labels: [label.name] }, { label });
    expect(answer).toMatchObject({ outcome: 'ignored', because: expect.stringContaining('a person') });
    expect(await shipped()).toEqual([false, false]);
  });
});

describe('A dependency update of a bot', () => {
  const user = { login: 'renovate[bot]', type: 'Bot' };
  const update = { number: 11, title: 'feat(deps): update dependency zod to v4', user };

  it('is no feature work unless its source says so, or somebody labels it', async () => {
    const { say, shipped, record } = await world();
    expect(await say('closed', update)).toMatchObject({
      outcome: 'ignored',
      because: expect.stringContaining('ships: { dependencies: true }'),
    });
    expect(await say('labeled', { ...update, labels: ['ship'] })).toMatchObject({ outcome: 'accepted' });
    expect(await shipped()).toEqual([true, false]);
    await publish(record({ ships: { types: ['feat'], dependencies: true } }));
    expect(await say('closed', { ...update, number: 12 })).toMatchObject({ outcome: 'accepted' });
  });

  it('is meant only where it is of a bot and of dependencies', async () => {
    const { say } = await world();
    expect(await say('closed', { ...update, number: 13, user: person })).toMatchObject({
      outcome: 'accepted',
    });
    const other = { number: 14, title: 'feat: translate', user: { login: 'weblate', type: 'Bot' } };
    expect(await say('closed', other)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('A title that is nearly one of feature work', () => {
  it.each([
    ['[feat] offline mode', '[{type}] {words}'],
    ['✨ feat: offline mode', '{emoji} {type}: {words}'],
    [':sparkles: offline mode', ':{emoji}: {words}'],
    ['APP-12 feat: offline mode', '{ticket} {type}: {words}'],
  ])('%s is named with the line that takes it, and taken with that line', async (title, template) => {
    const { say, shipped, record } = await world();
    const answer = await say('closed', { number: 18, title });
    expect(answer).toMatchObject({ outcome: 'ignored', because: expect.stringContaining(template) });
    expect((await askHost(host, 'GET', '/internal/deliveries')).body).toContain('nearly feature work');
    await publish(record({ ships: { types: ['feat'], titles: [template] } }));
    expect(await say('closed', { number: 19, title })).toMatchObject({ outcome: 'accepted' });
    expect(await shipped()).toEqual([true, false]);
  });

  it('is not said of what is no feature work either way', async () => {
    const { say } = await world();
    const answer = await say('closed', { number: 20, title: '[fix] offline mode' });
    expect(answer.because).not.toContain('nearly');
  });
});

describe('A body that contradicts itself', () => {
  const body = { number: 21, title: 'feat: offline mode' };

  it('is merged where it has the moment of the merge', async () => {
    const { say } = await world();
    expect(await say('closed', { ...body, pull: { merged: false, state: 'open' } })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it.each([
    ['closed and yet open', { merged: false, state: 'open', closed_at: null, merged_at: null }],
    ['merged and never', { merged: true, merged_at: null }],
  ])('waits where it is %s', async (_name, said) => {
    const { say } = await world();
    expect(await say('closed', { ...body, pull: said })).toMatchObject({
      outcome: 'unattributed',
      because: expect.stringContaining('does not say whether'),
    });
  });

  it('is not merged where it says so', async () => {
    const { say } = await world();
    const said = { merged: false, state: 'closed', closed_at: '2026-10-05T10:00:00Z', merged_at: null };
    expect(await say('closed', { ...body, pull: said })).toMatchObject({ outcome: 'ignored' });
  });
});

describe('A repository that is transferred and renamed in one go', () => {
  it('stays the source that its id says, also for what waits, and the page says under which name it is', async () => {
    const { say, shipped, source, other } = await world();
    await say('closed', { number: 1, title: 'fix: a bug' });
    await say('closed', { number: 2, title: 'feat: before', labels: [`project/${other}`] });
    const repository = { id: 5000 + tests, full_name: `newco/renamed${tests}` };
    const moved = {
      action: 'transferred',
      repository,
      changes: { owner: { from: { user: { login: 'acme' } } } },
    };
    expect(await deliver(fromGithub('repository', moved))).toMatchObject({ status: 200 });
    expect(await deliver(pull('closed', { number: 3, title: 'feat: after', repository }))).toMatchObject({
      outcome: 'accepted',
    });
    expect(await shipped()).toEqual([true, true]);
    const { body } = await askHost(host, 'GET', '/internal/deliveries');
    expect(body).toContain(`github:newco/renamed${tests}, in the catalog github:${source}`);
  });
});
