/** The app as it would be deployed, with empty functions in place of the bundles. Synthesized once per test file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { shipshape } from '../../lib/aws/shipshape.ts';
import { functions, type SecretName } from '../../lib/wiring.ts';

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

export const app = new App({ context });
const codeDirectory = emptyFunctions();
const stacks = shipshape(app, codeDirectory);
export const kept = Template.fromStack(stacks.kept);
export const running = Template.fromStack(stacks.running);
rmSync(codeDirectory, { recursive: true });

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
export const deployed = (does: string) =>
  only(resources(running, 'AWS::Lambda::Function').filter(({ Description }) => Description === does));

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
  'webhook-github': secretThat(/webhooks of github/),
  'webhook-gitlab': secretThat(/webhooks of gitlab/),
  'webhook-launchdarkly': secretThat(/webhooks of launchdarkly/),
  'webhook-unleash': secretThat(/webhooks of unleash/),
  'webhook-standard': secretThat(/webhooks of standard/),
};
