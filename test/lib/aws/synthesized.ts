/** The app as it would be deployed, with empty functions in place of the bundles. Synthesized once a test file, unless it chooses something. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { shipshape } from '../../../lib/aws/shipshape.ts';
import { functions } from '../../../lib/wiring.ts';
import type { SecretName } from '../../../lib/wiring-shape.ts';

function emptyFunctions(): string {
  const directory = mkdtempSync(join(tmpdir(), 'shipshape-template-'));
  for (const { name } of functions) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'index.cjs'), 'exports.handler = async () => {};\n');
  }
  return directory;
}

// The feature flags of the deployed app: the CDK command passes them in, a bare `new App()` has none.
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));

/** @param chosen what people add to the context @param environment of the command */
export function synthesized(chosen: Record<string, string> = {}, environment: NodeJS.ProcessEnv = {}) {
  const app = new App({ context: { ...context, ...chosen } });
  const codeDirectory = emptyFunctions();
  try {
    const stacks = shipshape(app, codeDirectory, environment);
    return { app, kept: Template.fromStack(stacks.stateful), running: Template.fromStack(stacks.running) };
  } finally {
    rmSync(codeDirectory, { recursive: true });
  }
}

/** As it is where nobody chose anything. */
export const { app, kept, running } = synthesized();

/** Every resource of a type, with its logical id. */
export function resources(template: Template, type: string) {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    ...resource.Properties,
  }));
}

/** @throws {Error} when there is none, or a second one. */
export function only<T>(found: readonly T[]): T {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    throw new Error(`Expected one resource, found ${found.length}.`);
  return first;
}

/** The logical id that a `Ref` or `Fn::GetAtt` points at. */
export const pointsAt = (reference: { Ref?: string; 'Fn::GetAtt'?: [string, string] }) =>
  reference.Ref ?? reference['Fn::GetAtt']?.[0];

/** The deployed function of one wiring, found by the sentence that only it says. */
export const deployed = (does: string, template = running) =>
  only(resources(template, 'AWS::Lambda::Function').filter(({ Description }) => Description === does));

/** The alarms whose metric has this name and these dimension values, all of which must be told to somebody. */
export const alarmsOn = (metric: string, dimension: string) =>
  resources(running, 'AWS::CloudWatch::Alarm').filter(
    ({ MetricName, Dimensions, AlarmActions }) =>
      MetricName === metric &&
      JSON.stringify(Dimensions).includes(`"${dimension}"`) &&
      AlarmActions.length > 0,
  );

const secretThat = (does: RegExp) =>
  only(resources(running, 'AWS::SecretsManager::Secret').filter(({ Description }) => does.test(Description)))
    .id;

/** The logical id of each secret of the wiring. */
export const secretIds: Readonly<Record<SecretName, string>> = {
  'api-token': secretThat(/private API/),
  'github-api': secretThat(/API of GitHub/),
  channels: secretThat(/Where channels lead/),
  links: secretThat(/links in messages/),
  sessions: secretThat(/keys of sessions/),
  'oidc-client': secretThat(/secret of the client/),
  'webhook-github': secretThat(/webhooks of github/),
  'webhook-gitlab': secretThat(/webhooks of gitlab/),
  'webhook-forgejo': secretThat(/webhooks of forgejo/),
  'webhook-gitea': secretThat(/webhooks of gitea/),
  'webhook-launchdarkly': secretThat(/webhooks of launchdarkly/),
  'webhook-unleash': secretThat(/webhooks of unleash/),
  'webhook-posthog': secretThat(/webhooks of posthog/),
  'webhook-configcat': secretThat(/webhooks of configcat/),
  'webhook-standard': secretThat(/webhooks of standard/),
};
