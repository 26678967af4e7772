/** One webhook in ten never arrives: nobody is flagged for that. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readQuarantine } from '../../../functions/kernel/ledger/quarantine.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { readVerdicts } from '../../../functions/verdicts/store/verdicts.ts';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { type Chance, chanceFrom } from '../../faults/chance.ts';
import { tableOn } from '../../support/databases.ts';
import { started } from '../../support/facts.ts';
import { type FakeApi, startGithubApi } from '../../support/github-api.ts';
import { delivered, emptyRepository, mapped, pull, REPOSITORY, release, shipshapeOn } from './github.ts';

const table = tableOn();
/** Of who missed nothing. */
const whole = tableOn();
let api: FakeApi;
beforeAll(async () => {
  api = await startGithubApi();
});
afterAll(() => api.close());

const PROJECTS = ['rank', 'index', 'login', 'crawl', 'sync', 'idle'];
const RELEASES = ['v1.0.0', 'v1.1.0', 'v1.2.0'];
const DAY = 86_400_000;
const START = Date.parse('2024-01-02T00:00:00Z');
const at = (days: number) => new Date(START + days * DAY).toISOString();

interface Happening {
  readonly day: number;
  readonly event: 'pull_request' | 'release';
  readonly about: object;
}

/** In each cycle of ten days every project but one merges a change or two, and at its end a release comes out. */
function storyOf(chance: Chance): Happening[] {
  const happenings: Happening[] = [];
  let number = 0;
  for (const [cycle, tag] of RELEASES.entries()) {
    for (const project of PROJECTS.slice(0, -1))
      for (let each = chance.below(4); each < 4; each += 3) {
        const day = cycle * 10 + 1 + chance.next() * 8;
        number += 1;
        happenings.push({ day, event: 'pull_request', about: pull(number, at(day), project) });
      }
    const day = cycle * 10 + 10;
    happenings.push({ day, event: 'release', about: release(cycle + 1, tag, at(day)) });
  }
  return happenings.toSorted((a, b) => a.day - b.day);
}

const oneInTen = (story: readonly Happening[], seed: number) =>
  new Set(
    chanceFrom(seed)
      .shuffled(story)
      .slice(0, Math.ceil(story.length / 10)),
  );

/** Lives through a story, in which the clock and reconcile come by once a day. */
async function live(on: Store, story: readonly Happening[], lost: ReadonlySet<Happening>, looks: boolean) {
  const repository = emptyRepository();
  api.repositories.set(REPOSITORY, repository);
  const shipshape = shipshapeOn(on, api);
  await shipshape.tell(mapped(), ...PROJECTS.map((project) => started(project)));
  const waiting = [...story];
  for (let day = 0; day < RELEASES.length * 10 + 2; day += 1) {
    for (let next = waiting[0]; next !== undefined && next.day <= day; next = waiting[0]) {
      waiting.shift();
      // Lists begin with what is newest.
      (next.event === 'release' ? repository.releases : repository.pulls).unshift(next.about);
      if (!lost.has(next)) await shipshape.deliver(next.event, delivered(next.about), at(next.day));
    }
    if (looks) await reconcile(shipshape.reconciling(at(day + 0.1)));
    await shipshape.tick(at(day + 0.15));
  }
  return shipshape;
}

async function verdicts(on: Store) {
  const all = await Promise.all(RELEASES.map((tag) => readVerdicts(on, `server-${tag.slice(1, 4)}`)));
  return all.flat().map(({ release: name, project, verdict, evidence }) => ({
    name,
    project,
    verdict,
    events: evidence.map(({ event }) => event),
  }));
}

const flaggedIn = ({ announced }: Awaited<ReturnType<typeof live>>) =>
  announced('ProjectFlagged').map(({ detail }) => `${detail.release} ${detail.project}`);

const ONLY_IDLE = RELEASES.map((tag) => `server-${tag.slice(1, 4)} idle`);

it.each([2, 5])(
  'With one webhook in ten lost, verdicts are as if none was, and nobody is flagged wrongly (seed %i)',
  async (seed) => {
    const story = storyOf(chanceFrom(seed));
    const lived = await live(table(), story, oneInTen(story, seed), true);
    const found = await verdicts(table());
    await live(whole(), story, new Set(), false);
    expect(found).toEqual(await verdicts(whole()));
    expect(found).toHaveLength(PROJECTS.length * RELEASES.length);
    expect(flaggedIn(lived)).toEqual(ONLY_IDLE);
    expect(lived.announced('ProjectCleared')).toEqual([]);
    // As many facts as happened, and each piece of evidence once.
    const changes = story.filter(({ event }) => event === 'pull_request').length;
    expect(lived.published.filter((type) => type === 'ChangeMerged')).toHaveLength(changes);
    const events = found.flatMap((each) => each.events);
    expect(new Set(events).size).toBe(events.length);
    expect(events).toHaveLength(changes);
    expect(await readQuarantine(table())).toEqual([]);
  },
);

it('Without looking, the same losses do flag somebody wrongly', async () => {
  const story = storyOf(chanceFrom(2));
  const lived = await live(table(), story, oneInTen(story, 2), false);
  expect(flaggedIn(lived)).not.toEqual(ONLY_IDLE);
});

it('A webhook that comes after all is a repeat', async () => {
  const repository = emptyRepository();
  api.repositories.set(REPOSITORY, repository);
  const shipshape = shipshapeOn(table(), api);
  await shipshape.tell(mapped(), started('rank'));
  const one = pull(1, '2024-01-05T00:00:00Z', 'rank');
  repository.pulls.push({ ...one, title: 'feat: change 1, as it is called now' });
  await reconcile(shipshape.reconciling('2024-01-05T01:00:00.000Z'));
  expect(await shipshape.deliver('pull_request', delivered(one), '2024-01-05T02:00:00.000Z')).toBe(
    'duplicate',
  );
  expect(shipshape.published).toEqual(['ChangeMerged']);
  expect(await readQuarantine(table())).toEqual([]);
});
