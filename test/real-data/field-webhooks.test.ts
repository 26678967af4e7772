/** The cases of webhooks from the field, each through the source that reads them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sources } from '../../functions/webhooks/sources/sources.ts';
import { changed } from '../support/payloads.ts';

const folder = join(
  resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data')),
  'field',
);
const present = existsSync(folder) ? describe : describe.skip;

const caseOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** What the source of this name says of a body. */
function read(name: string, headers: Record<string, string>, payload: unknown) {
  const source = sources.find((one) => one.name === name);
  return source?.read({ headers, body: Buffer.from(JSON.stringify(payload)) }, payload);
}

present('the cases from the field', () => {
  const readCase = (name: string, source = 'github') => {
    const { headers, body } = caseOf(name);
    return read(source, headers, body);
  };
  test('W01: a pull request that is closed and yet open is undecided, and never not merged', () => {
    expect(readCase('W01-github-pr-closed-yet-open')).toMatchObject({
      kind: 'events',
      events: [{ kind: 'undecided', number: 16794 }],
    });
  });
  test('W06: a release of Forgejo is of its own host', () => {
    expect(readCase('W06-forgejo-release')).toMatchObject({
      kind: 'events',
      origin: 'forgejo:git.example/anbraten/demo',
      originId: 'github:git.example#77',
      events: [{ kind: 'released', tag: '0.0.5', actor: 'forgejo:git.example/anbraten' }],
    });
  });
  test('W07: a tag of Forgejo, which has no moment, is answered with what to do', () => {
    expect(readCase('W07-forgejo-create-tag')).toMatchObject({
      kind: 'ignored',
      because: expect.stringContaining('publish a release'),
    });
  });
  test('W08: a pull request of Forgejo is one change, also with fields that are null', () => {
    expect(readCase('W08-forgejo-pr-merged')).toMatchObject({
      origin: 'forgejo:git.example/anbraten/test-repo',
      events: [{ kind: 'merged', title: 'feat: example', at: '2023-12-05T18:35:31.000Z' }],
    });
  });
  test('W10: six spellings of a moment are the moments that they name', () => {
    const { values, body_template: template } = caseOf('W10-gitlab-six-date-spellings');
    const moments = values.map(({ released_at }: { released_at: string }) =>
      read('gitlab', {}, changed(template, { released_at })),
    );
    expect(moments).toMatchObject(
      [
        '2022-02-09T20:19:09.000Z',
        '2022-06-28T14:08:11.000Z',
        '2021-12-23T10:26:21.000Z',
        '2021-11-30T08:52:57.746Z',
        '2011-12-12T12:27:31.000Z',
        '2023-02-01T08:00:00.000Z',
      ].map((at) => ({ origin: 'gitlab:gitlab.example/g/p', events: [{ kind: 'released', at }] })),
    );
  });
  test('W12: a flag of Unleash without data is on in its environment', () => {
    expect(readCase('W12-unleash-data-null', 'unleash')).toMatchObject({
      origin: 'unleash:default/development',
      events: [{ flag: 'test', isOn: true }],
    });
  });
  test('R04: a backport says which branch it was merged into', () => {
    const { deliveries } = caseOf('R04-backport');
    const [{ headers, body }] = deliveries;
    expect(read('github', { 'x-github-event': headers['X-GitHub-Event'] }, body)).toMatchObject({
      events: [{ kind: 'merged', branch: 'release/2026.10', at: '2026-10-20T10:00:00.000Z' }],
    });
  });
  test('W13: a body that is no default one of Unleash is answered with what to do', () => {
    expect(readCase('W13-unleash-own-template', 'unleash')).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('body template: empty it'),
    });
  });
  test('W18: CDEvents are the answer of a review, and a change', () => {
    const { events } = caseOf('W18-cdevents-approval-and-merge');
    expect(events.map((event: unknown) => read('standard', {}, event))).toMatchObject([
      {
        events: [
          {
            entry: {
              'detail-type': 'ReviewAnswered',
              detail: { review: 'approval-123', actor: 'urn:user:bob', answer: 'approve' },
            },
          },
        ],
      },
      {
        origin: 'cdevents:example.org/TestRepo/TestOrg',
        events: [{ kind: 'merged', title: 'Change mySubject123', at: '2023-03-20T14:27:05.315Z' }],
      },
    ]);
  });
  test('W16: a change of ConfigCat is read when its sentence is exactly one', () => {
    const { body } = caseOf('W16-configcat-free-text-change');
    const headers = { 'x-configcat-webhook-timestamp': '1711443600' };
    expect(read('configcat', headers, body)).toMatchObject({
      origin: 'configcat:default',
      events: [{ kind: 'flag-turned', flag: 'myAwesomeFeature1', isOn: true }],
    });
  });
  test('W17: a flag of PostHog is on only with a full rollout without conditions', () => {
    const { flags } = caseOf('W17-posthog-active-is-not-rolled-out');
    expect(read('posthog', {}, { timestamp: '2024-03-26T09:00:00Z', flags })).toMatchObject({
      events: [
        { flag: 'a', isOn: false, share: { segments: ['targeting conditions'] } },
        { flag: 'b', isOn: true },
      ],
    });
  });
});
