import { describe, expect, test } from '@jest/globals';
import { by, channel, person, team } from './catalogs.ts';
import { problems } from './whole-catalog.ts';

const telling = (fields: Parameters<typeof channel>[0]) => problems({ channels: by({ x: channel(fields) }) });
const onGitHub = { kind: 'github', repository: 'acme/app' } as const;

describe('A channel', () => {
  test.each<Parameters<typeof channel>>([
    [{ kind: 'slack' }],
    [{ kind: 'webhook', about: ['features'], periods: ['week'] }],
    [{ kind: 'email', audience: 'team:search' }],
    [{ kind: 'email', audience: 'teams', role: 'pm' }],
    [{ kind: 'email', audience: 'all', to: 'all@example.com' }],
    [{ kind: 'email', audience: 'all', about: ['reviews'] }],
    [{ ...onGitHub, issue: 1 }],
    [{ ...onGitHub, ref: 'main' }],
  ])('is fine when it has what its kind needs: %j', (fields) => {
    expect(telling(fields)).toEqual([]);
  });

  test.each<['to' | 'role' | 'repository' | 'issue' | 'ref', Parameters<typeof channel>[0], string]>([
    ['to', { kind: 'slack', to: 'a@example.com' }, 'email, and this one is slack'],
    ['role', { kind: 'webhook', role: 'pm' }, 'email, and this one is webhook'],
    ['to', { ...onGitHub, issue: 1, to: 'a@example.com' }, 'email, and this one is github'],
    ['repository', { kind: 'slack', repository: 'acme/app' }, 'github, and this one is slack'],
    ['issue', { kind: 'email', audience: 'teams', issue: 1 }, 'github, and this one is email'],
    ['ref', { kind: 'webhook', ref: 'main' }, 'github, and this one is webhook'],
  ])('has no field that its kind has no use for: %s of %j', (field, fields, words) => {
    expect(telling(fields)).toEqual([
      `error: channels.x.${field}: is for channels of kind ${words}: take it out, or change the kind`,
    ]);
  });

  test('by e-mail goes to an address or to a role, and not to both', () => {
    expect(telling({ kind: 'email', audience: 'teams', to: 'a@example.com', role: 'pm' })).toEqual([
      'error: channels.x.role: is there beside to: only one of them can say who gets it',
    ]);
  });

  test.each(['all', 'org:code'])(
    'by e-mail has an address for the digest of %s, which is no team',
    (audience) => {
      expect(telling({ kind: 'email', audience })).toEqual([
        `error: channels.x.audience: ${audience} has a digest and no address that it could go to: add to, or role`,
      ]);
      expect(telling({ kind: 'email', audience, role: 'marketing' })).toEqual([]);
    },
  );

  test('has periods for what comes by periods', () => {
    expect(telling({ about: ['reviews', 'flagged'], periods: ['week'] })).toEqual([
      'warning: channels.x.periods: have no effect here: only digest, features, launches come by periods',
    ]);
    expect(telling({ about: ['reviews', 'launches'], periods: ['week'] })).toEqual([]);
  });

  test('goes to roles of contacts and of people, and to orgs of teams', () => {
    const sections = {
      teams: by({ search: team({ contacts: { pmm: 'ada', em: null }, calendar: 'de', org: 'product' }) }),
      people: by({
        ada: person({ teams: ['search'], accounts: ['github:ada'], roles: ['legal', 'marketing'] }),
      }),
    };
    const mailing = (role: string) =>
      problems({
        ...sections,
        channels: by({ x: channel({ kind: 'email', audience: 'org:product', role }) }),
      });
    expect([mailing('pmm'), mailing('legal')]).toEqual([[], []]);
    expect(mailing('em')).toEqual([
      'warning: channels.x.role: em is the role of no contact and of no person',
    ]);
  });
});
