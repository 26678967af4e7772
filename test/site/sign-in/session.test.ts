import { beforeEach, describe, expect, it } from '@jest/globals';
import { signInLink } from '../../../functions/site/sign-in/link.ts';
import { seal } from '../../../functions/site/sign-in/sealed.ts';
import { callsDuring } from '../../support/calls.ts';
import { store } from '../../support/store.ts';
import { person as registeredPerson } from '../api/people.ts';
import { type Browser, LINKS, newWorld, type World } from './world.ts';

const SESSION = '__Host-shipshape';
const KEY = 'the-key-of-sessions-in-this-test';
let world: World;
let browser: Browser;
const who = async (by = browser) => JSON.parse((await by.get('/who')).body);

beforeEach(async () => {
  world = await newWorld();
  browser = world.browser();
  await browser.post(signInLink(LINKS, 'mira', Date.now()), {});
  expect((await who()).person.id).toBe('mira');
});

const cookie = () => browser.jar.get(SESSION) ?? '';
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const sealed = (content: unknown, keys = [KEY], purpose: 'session' | 'typed' = 'session') =>
  seal(keys, purpose, Buffer.from(JSON.stringify(content)));

describe('A session is none', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['that was changed', () => `${cookie().slice(0, -4)}AAAA`],
    ['whose head was changed', () => `e30${cookie().slice(cookie().indexOf('.'))}`],
    ['that is not encrypted', () => Buffer.from('{"person":"mira"}').toString('base64url')],
    [
      'that says "none" for its encryption',
      () => `${Buffer.from('{"alg":"none"}').toString('base64url')}....`,
    ],
    [
      'under a key of another host',
      () => sealed({ person: 'mira', nonce: 'n', until: inAnHour() }, ['x'.repeat(32)]),
    ],
    ['that is over', () => sealed({ person: 'mira', nonce: 'n', until: Math.floor(Date.now() / 1000) })],
    ['of another purpose', () => sealed({ person: 'mira', nonce: 'n', until: inAnHour() }, [KEY], 'typed')],
    ['of another shape', () => sealed({ person: 'mira', nonce: 'n', until: inAnHour(), isInternal: true })],
    ['that is empty', () => ''],
    ['that is long', () => 'A'.repeat(8000)],
  ])('%s', async (_what, made) => {
    browser.jar.set(SESSION, await made());
    expect(await who()).toEqual({ isInternal: false, mayState: false });
  });

  it('where a browser sends two', async () => {
    const twice = world.browser();
    twice.jar.set(SESSION, cookie());
    twice.jar.set(` ${SESSION}`, 'planted');
    expect((await who(twice)).person).toBeUndefined();
  });
});

describe('The keys of sessions', () => {
  it('can be replaced: an older one still opens, and new sessions are under the new one', async () => {
    const { formToken } = await who();
    world.environment.SHIPSHAPE_SESSION_KEYS = `a-new-key-of-sessions-in-this-test\n${KEY}`;
    expect((await who()).person.id).toBe('mira');
    const form = { 'form-token': formToken, reason: 'opened before' };
    expect((await browser.post('/form', form)).status).toBe(200);
    const fresh = world.browser();
    await fresh.post(signInLink(LINKS, 'ben', Date.now()), {});
    world.environment.SHIPSHAPE_SESSION_KEYS = 'a-new-key-of-sessions-in-this-test';
    expect((await who()).person).toBeUndefined();
    expect((await who(fresh)).person.id).toBe('ben');
  });
});

describe('Who asks is found', () => {
  it('without any read for who sends nothing', async () => {
    expect(await callsDuring(world.table, () => world.browser().get('/who'))).toEqual([]);
  });

  it('by two reads for who is signed in, however many people there are', async () => {
    const calls = () => callsDuring(world.table, () => who());
    expect((await calls()).map(({ operation }) => operation)).toEqual(['get', 'get']);
    await store(
      world.table,
      Array.from({ length: 50 }, (_, at) => registeredPerson(`person-${at}`)),
    );
    expect(await calls()).toHaveLength(2);
  });
});
