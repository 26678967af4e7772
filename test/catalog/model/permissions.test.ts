import { describe, expect, test } from '@jest/globals';
import { project } from '../../../events/contract.ts';
import {
  may,
  type PermissionCatalog,
  publicRefusalWords,
  type Refusal,
  refusalWords,
} from '../../../functions/catalog/model/permissions.ts';
import { exemptionBy, permitsOf } from '../../../functions/catalog/model/permits.ts';
import type { Actor } from '../../../functions/catalog/model/speakers.ts';

const person = (name: string, fields: Partial<Actor> = {}): Actor => ({
  names: [`person:${name}`, `github:${name}`],
  teams: [],
  ...fields,
});
const pm = person('ada');
const em = person('grace');
const member = person('mo', { teams: ['search'] });
const stranger = person('eve', { teams: ['other'] });

const team = { contacts: { pm: 'ada', em: 'person:grace', design: 'dana' }, org: 'cloud' };
const catalog: PermissionCatalog = { team, approvals: undefined };
const target = { what: 'project rank', team: 'search' };

const refused = (answer: ReturnType<typeof may>): Refusal => {
  if (answer.allowed) throw new Error('it is allowed');
  return answer;
};

describe('An exemption, a plan, and what takes something back', () => {
  test.each(['exempt', 'plan', 'withdraw', 'move'] as const)(
    '%s is for the pm and the em of the team',
    (action) => {
      expect(may(pm, action, target, catalog)).toEqual({ allowed: true });
      expect(may(em, action, target, catalog)).toEqual({ allowed: true });
      expect(may(member, action, target, catalog).allowed).toBe(false);
      expect(may(person('dana'), action, target, catalog).allowed).toBe(false);
    },
  );

  test('is also for whom the team, the org and the rubric name, by any kind of reference', () => {
    const wide: PermissionCatalog = {
      team: { ...team, approvers: ['github:Lin', 'team:leads'] },
      approvals: {
        approvers: ['role:product-director'],
        orgs: { cloud: ['person:kim'], other: ['person:no'] },
      },
    };
    const allowed = [
      person('lin'),
      person('x', { teams: ['leads'] }),
      person('y', { roles: ['product-director'] }),
      person('kim'),
    ];
    for (const one of allowed) expect(may(one, 'exempt', target, wide)).toEqual({ allowed: true });
    expect(may(person('no'), 'exempt', target, wide).allowed).toBe(false);
  });

  test('a refusal says the rule and whom to ask; outside, without the names of people', () => {
    const answer = refused(may(stranger, 'exempt', target, catalog));
    expect(refusalWords(answer)).toBe(
      'an exemption for project rank is for the pm and em of team search, and for the approvers of the team, its org cloud and the rubric: ask person:ada (the pm of team search) or person:grace (the em of team search)',
    );
    expect(publicRefusalWords(answer)).toMatch(/: ask the pm of team search or the em of team search$/);
  });

  test('where the catalog names nobody, the team itself decides, and nobody else', () => {
    const nobody: PermissionCatalog = { team: {}, approvals: undefined };
    expect(may(member, 'exempt', target, nobody)).toEqual({ allowed: true });
    expect(refusalWords(refused(may(stranger, 'exempt', target, nobody)))).toMatch(
      /: ask someone in team search$/,
    );
  });

  test('of a project without a known team it is only for whom the rubric names', () => {
    const lost = { what: 'project lost' };
    const answer = refused(may(pm, 'exempt', lost, { team: undefined, approvals: undefined }));
    expect(refusalWords(answer)).toMatch(
      /belongs to no team.*; the catalog names nobody: give the team a pm or em/,
    );
    const named = { team: undefined, approvals: { approvers: ['person:ada'] } };
    expect(may(pm, 'exempt', lost, named)).toEqual({ allowed: true });
  });
});

test('a shipment is for everybody in the team, and not for others', () => {
  expect(may(member, 'ship', target, catalog)).toEqual({ allowed: true });
  expect(refusalWords(refused(may(stranger, 'ship', target, catalog)))).toMatch(
    /is for the people of team search/,
  );
});

describe('Where the rubric wants two people', () => {
  const approvals = { twoPeople: true };
  const permits = (askedBy?: string, approver?: string) => {
    const asked = { release: '2.0', reason: 'x', at: '', isFromFiles: false, askedBy, approver };
    const exemptions = askedBy === undefined ? [] : [asked];
    return permitsOf({
      projects: new Map([['rank', { team: 'search', exemptions }]]),
      teams: new Map([['search', team]]),
      approvals,
    });
  };
  const scope = { release: '2.0' };

  test('the first one asks, and another one approves', () => {
    expect(exemptionBy(permits(), pm, 'rank', scope)).toBe('ExemptionRequested');
    expect(exemptionBy(permits('person:ada'), em, 'rank', scope)).toBe('ExemptionGranted');
    expect(exemptionBy(permits('person:ada'), em, 'rank', { release: '3.0' })).toBe('ExemptionRequested');
  });

  test('nobody approves their own, under whatever name they asked', () => {
    for (const name of ['person:ada', 'github:ada']) {
      const answer = exemptionBy(permits(name), pm, 'rank', scope);
      if (typeof answer === 'string') throw new Error(answer);
      expect(refusalWords(answer)).toBe(
        'the rubric wants two people for an exemption, and nobody approves their own: ask person:grace (the em of team search)',
      );
    }
  });

  test('who asked may take the wish back while it waits', () => {
    expect(permits('person:mo')(member, 'withdraw', project('rank'), scope)).toEqual({ allowed: true });
    expect(permits('person:mo', 'person:ada')(member, 'withdraw', project('rank'), scope).allowed).toBe(
      false,
    );
  });

  test('who may not approve may not ask in place of it', () => {
    expect(typeof exemptionBy(permits(), stranger, 'rank', scope)).toBe('object');
  });
});
