/** The recorded deliveries: file names by sender, and their contents. None of them is part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = () =>
  join(resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data')), 'webhooks');

/** `github/release.published.json`; none where the real data is not on this machine. */
export const recordedPayloads = (): string[] =>
  existsSync(root())
    ? readdirSync(root()).flatMap((sender) =>
        readdirSync(join(root(), sender)).map((file) => `${sender}/${file}`),
      )
    : [];

/** As it was sent. */
export const recordedPayload = (file: string): Buffer => readFileSync(join(root(), file));

const OTHER_NAMES: Readonly<Record<string, string>> = {
  HookPullRequestMerged: 'pull_request',
  HookRelease: 'release',
  HookTag: 'push',
};

/** What `X-GitHub-Event` said when the file was recorded. */
export function eventOf(file: string): string {
  const name = file.replace(/^.*\/(?:woodpecker\.)?/, '').split('.')[0] ?? '';
  return OTHER_NAMES[name] ?? name;
}
