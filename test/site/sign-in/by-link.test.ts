import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signInLink } from '../../../functions/site/sign-in/link.ts';
import { fact } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { type Browser, LINKS, newWorld, type World } from './world.ts';

let world: World;
let browser: Browser;
const link = (person = 'mira', key = LINKS, at = Date.now()) => signInLink(key, person, at);
const who = async (by = browser) => JSON.parse((await by.get('/who')).body);

beforeEach(async () => {
  world = await newWorld();
  browser = world.browser();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('A link that signs in', () => {
  it('shows whom, however often it is opened, and signs in by its button, once', async () => {
    const address = link();
    for (const _time of [1, 2, 3]) {
      const page = await browser.get(address);
      expect(page.status).toBe(200);
      expect(page.body).toContain('Sign in as mira');
      expect(page.headers['Cache-Control']).toBe('no-store');
    }
    expect((await who()).person).toBeUndefined();
    expect((await browser.follow(await browser.post(address, {}))).status).not.toBe(400);
    expect((await who()).person.id).toBe('mira');
    const other = world.browser();
    expect((await other.post(address, {})).status).toBe(410);
    expect((await other.get(address)).body).toContain('signed somebody in already');
    expect((await who(other)).person).toBeUndefined();
  });

  it('signs in one of two browsers that press the button at once', async () => {
    const address = link();
    const both = [world.browser(), world.browser()];
    const answers = await Promise.all(both.map((each) => each.post(address, {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
  });

  it('leads back to where somebody wanted to go', async () => {
    const asked = await browser.follow(await browser.get('/tokens'));
    expect(asked.status).toBe(200);
    expect(asked.body).toContain('npm run shipshape -- sign-in');
    const shown = await browser.follow(await browser.post(link(), {}));
    expect(shown.body).toContain('Your tokens');
  });

  it.each([
    ['was signed with another key', () => link('mira', 'another-key-of-another-host'), 403],
    ['was changed', () => link().replace(/link\/.{8}/, 'link/AAAAAAAA'), 403],
    ['was cut off', () => link().slice(0, -3), 403],
    ['is more than a quarter of an hour old', () => link('mira', LINKS, Date.now() - 15 * 60_000), 410],
    ['is for nobody of the catalog', () => link('nobody'), 403],
  ])('signs nobody in that %s', async (_what, made, status) => {
    const address = made();
    expect((await browser.get(address)).status).toBe(status);
    expect((await browser.post(address, {})).status).toBe(status);
    expect((await who()).person).toBeUndefined();
  });

  it('signs nobody in from a page of another site', async () => {
    const address = link();
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      {},
    ];
    for (const headers of foreign) expect((await browser.post(address, {}, headers)).status).toBe(403);
    expect((await browser.post(address, {})).status).toBe(303);
  });

  it('signs nobody in who left the catalog meanwhile', async () => {
    const address = link();
    await store(world.table, [fact('RecordRetired', '2024-02-01', { entity: 'person:mira' })]);
    expect((await browser.post(address, {})).status).toBe(403);
  });

  it('is of no use where people sign in at a provider, and on AWS', async () => {
    world.environment.SHIPSHAPE_SIGN_IN_LINKS = '';
    expect((await browser.get(link())).status).toBe(404);
    expect((await browser.post(link(), {})).status).toBe(404);
  });
});
