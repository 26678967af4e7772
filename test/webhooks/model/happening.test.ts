import { describe, expect, it } from '@jest/globals';
import { happeningIn, happeningOf } from '../../../functions/webhooks/model/happening.ts';
import { waitingRows } from '../../../functions/webhooks/model/report.ts';

const url = 'https://github.com/acme/app/pull/7';
const at = '2024-03-25T09:00:00.000Z';

describe('What waits', () => {
  it.each([
    [{ kind: 'merged', id: '1', at, title: 'Pay', url, labels: [] } as const, '#7', 'Pay'],
    [
      {
        ...({ kind: 'merged', id: '1', at, title: 'Pay', labels: [] } as const),
        url: 'https://gitlab.com/acme/app/-/merge_requests/12',
      },
      '!12',
      'Pay',
    ],
    [{ kind: 'tagged', id: '1', at, tag: 'v1.2' } as const, 'tag v1.2', undefined],
    [{ kind: 'flag-turned', id: '1', at, flag: 'pay', isOn: true } as const, 'feature flag pay', undefined],
    [{ kind: 'milestone-set', id: '1', at, title: '5.4', dueAt: null } as const, 'a milestone', '5.4'],
  ])('is called by its number, tag or flag: %j', (event, what, title) => {
    expect(happeningIn(event)).toMatchObject({ what, ...(title !== undefined && { title }) });
  });

  it('for the same lines at one place is one row with a count', () => {
    const one = {
      ...({
        kind: 'unattributed',
        source: 'github',
        place: 'github:acme/app',
        event: 'pull_request closed',
      } as const),
      ...{
        id: '1',
        because: 'no source',
        solution: 'github:acme/app:',
        arrivedAt: at,
        about: { what: '#7' },
      },
    };
    const later = { ...one, id: '2', arrivedAt: '2024-03-26T09:00:00.000Z', about: { what: '#8' } };
    expect(waitingRows([one, later, { ...one, place: 'github:acme/web' }])).toMatchObject([
      { place: 'github:acme/app', count: 2, firstAt: at, latest: [{ what: '#8' }, { what: '#7' }] },
      { place: 'github:acme/web', count: 1 },
    ]);
  });
});

describe('A body that was not understood', () => {
  it.each([
    [{ pull_request: { number: 7, title: 'Pay', html_url: url } }, { what: '#7', title: 'Pay', url }],
    [{ object_attributes: { iid: 3, title: 'Pay' } }, { what: '!3', title: 'Pay' }],
    [{ release: { tag_name: 'v1', name: 'One' } }, { what: 'tag v1', title: 'One' }],
    [{ ref: 'refs/tags/v2' }, { what: 'tag v2' }],
    [{ featureName: 'pay' }, { what: 'feature flag pay' }],
    [{ repository: { full_name: 'acme/app' }, pull_request: 7 }, { place: 'github:acme/app' }],
    ['text', {}],
    [null, {}],
  ])('still says what it was about, as far as it does: %j', (body, found) => {
    expect(happeningOf('github', body)).toEqual(found);
  });
});
