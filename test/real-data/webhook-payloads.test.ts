import { describe, expect, test } from '@jest/globals';
import type { ParseResult } from '../../functions/webhooks/sources/source.ts';
import { sources } from '../../functions/webhooks/sources/sources.ts';
import { eventOf, recordedPayload, recordedPayloads } from './webhook-payloads.ts';

const recorded = recordedPayloads();
if (recorded.length === 0) {
  // biome-ignore lint/suspicious/noConsole: one line that says what was not tested here
  console.log('the real data is not on this machine: recorded deliveries are not read');
}
const present = recorded.length > 0 ? describe : describe.skip;

/** What every recorded delivery is understood as, and the traps among them. */
const expected: Readonly<Record<string, string>> = {
  'github/create.json': 'tagged simple-tag at 2019-05-15T15:20:56.000Z in github:Codertocat/Hello-World',
  'github/milestone.closed.json':
    'milestone-closed v1.0 at 2019-05-15T15:20:18.000Z in github:Codertocat/Hello-World',
  // It was not merged.
  'github/pull_request.closed.json': 'ignored',
  'github/pull_request.labeled.json': 'ignored',
  'github/pull_request.opened.json': 'ignored',
  // It deletes a tag.
  'github/push.json': 'ignored',
  'github/push.with-new-branch.json': 'ignored',
  'github/release.deleted.json':
    'release-withdrawn 0.0.1 at 2019-05-15T15:20:53.000Z in github:Codertocat/Hello-World',
  'github/release.edited.json': 'ignored',
  'github/release.prereleased.json': 'ignored',
  'github/release.published.json':
    'released 0.0.1 at 2019-05-15T15:20:53.000Z in github:Codertocat/Hello-World',
  'github/release.released.json':
    'released 0.0.1 at 2019-05-15T15:20:53.000Z in github:Codertocat/Hello-World',
  'github/woodpecker.HookPullRequestMerged.json':
    'merged Change file at 2023-12-05T18:34:19.000Z in github:anbraten/test-ready-release-go',
  'github/woodpecker.HookRelease.json':
    'released 0.0.1 at 2019-05-15T19:38:20.000Z in github:octocoders.github.io/Codertocat/Hello-World',
  // Its commit is of July; the tag was pushed in October.
  'github/woodpecker.HookTag.json':
    'tagged the-tag-v1 at 2025-10-10T11:56:12.000Z in github:6543/test_ci_tmp',
  // It tells no moment, and only a signing token's timestamp would.
  'gitlab/feature_flag.json': 'refused BAD_TIME',
  'gitlab/merge_request.json': 'ignored',
  'gitlab/push.json': 'ignored',
  'gitlab/release.json':
    'released 1.0.0 at 2021-02-25T21:23:34.000Z in gitlab:example.com/exm-namespace/example-project',
  'gitlab/tag_push.json': 'tagged v1.0.0 at 2012-01-03T21:36:29.000Z in gitlab:example.com/jsmith/example',
  'gitlab/woodpecker.HookPullRequestMerged.json':
    'merged Add new file at 2023-12-05T18:43:00.000Z in gitlab:anbraten/woodpecker-test',
  'gitlab/woodpecker.HookTag.json':
    'tagged v22 at 2021-09-27T04:46:14.000Z in gitlab:10.40.8.5:3200/test/woodpecker',
  'launchdarkly/flag.archive.json': 'ignored',
  'launchdarkly/flag.create.json': 'ignored',
  'launchdarkly/flag.targeting-rule-update.json': 'ignored',
  'launchdarkly/flag.toggle.json':
    'flag-turned demo-flag on at 2020-02-04T00:48:39.650Z in launchdarkly:default/production',
};

const understood = (file: string): ParseResult | undefined => {
  const body = recordedPayload(file);
  const source = sources.find(({ name }) => name === file.split('/')[0]);
  return source?.read({ headers: { 'x-github-event': eventOf(file) }, body }, JSON.parse(body.toString()));
};

function inShort(answer: ParseResult | undefined): string {
  if (answer?.kind !== 'events')
    return answer?.kind === 'refused' ? `refused ${answer.refusal}` : `${answer?.kind}`;
  return answer.events
    .map((one) => {
      if (one.kind === 'stated' || one.kind === 'undecided') return one.kind;
      const about =
        'tag' in one ? one.tag : 'flag' in one ? `${one.flag} ${one.isOn ? 'on' : 'off'}` : one.title;
      return `${one.kind} ${about} at ${one.at} in ${answer.origin}`;
    })
    .join(', ');
}

present('recorded deliveries', () => {
  test.each(Object.entries(expected))('%s is understood', (file, answer) => {
    expect(inShort(understood(file))).toBe(answer);
  });
  test('are all expected to be something', () => {
    expect(recorded.toSorted()).toEqual(Object.keys(expected).toSorted());
  });
  test('published and released are one occurrence', () => {
    const [one, other] = ['published', 'released'].map((action) =>
      understood(`github/release.${action}.json`),
    );
    expect(one).toEqual({ ...other, event: 'release published' });
  });
});
