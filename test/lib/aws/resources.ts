/** What is kept cannot be lost by a deployment, and what runs can be watched. */
import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { FACT_SOURCE } from '../../../events/contract.ts';
import {
  ALLOWED_HOSTS,
  API_TOKEN,
  API_TOKEN_SECRET,
  BUS,
  CHANNELS,
  CHANNELS_SECRET,
  GITHUB_TOKEN,
  GITHUB_TOKEN_SECRET,
  LINKS_KEY,
  LINKS_KEY_SECRET,
  MAIL,
  MAIL_FROM,
  PUBLIC_URL,
  TABLE,
  WEBHOOK_SECRETS,
  webhookSecret,
} from '../../../functions/kernel/environment.ts';
import { UNFILLED } from '../../../functions/kernel/secrets.ts';
import { INDEXES } from '../../../functions/kernel/store/store.ts';
import { SENDERS } from '../../../functions/webhooks/model/normalized-event.ts';
import { functions } from '../../../lib/wiring.ts';
import { alarmsOn, deployed, kept, resources, running, secretIds } from './synthesized.ts';

const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];

describe('the table', () => {
  const [table] = resources(kept, 'AWS::DynamoDB::Table');

  test('can be restored to any second, and is deleted by nobody in passing', () => {
    expect(table).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('forgets what says when it is to be forgotten, and nothing else', () => {
    expect(table?.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('has the keys and the sparse indexes that the ledger declares', () => {
    expect(table?.KeySchema).toEqual(keys('pk', 'sk'));
    expect(table?.GlobalSecondaryIndexes).toEqual(
      Object.entries(INDEXES).map(([name, { partitionKey, sortKey, includes }]) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection:
          includes.length === 0
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...includes] },
      })),
    );
  });
});

test.each(['AWS::DynamoDB::Table', 'AWS::Events::EventBus', 'AWS::Events::Archive'])('%s is kept', (type) => {
  const [resource] = Object.values(kept.findResources(type));
  expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('every fact is archived for a year', () => {
  kept.hasResourceProperties('AWS::Events::Archive', {
    SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('EventsBus'), 'Arn'] },
    EventPattern: { source: [FACT_SOURCE] },
    RetentionDays: 365,
  });
});

test('every function of the template is one of the wiring', () => {
  running.resourceCountIs('AWS::Lambda::Function', functions.length);
});

describe.each(functions.map((wiring) => [wiring.name, wiring] as const))('%s', (_name, wiring) => {
  const worker = deployed(wiring.does);

  test('runs its bundle on the runtime and with the memory and time of the wiring', () => {
    expect(worker).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: wiring.memoryMegabytes,
      Timeout: wiring.timeoutSeconds,
    });
  });

  test('begins no trace: Lambda would record the first request of each second', () => {
    expect(worker.TracingConfig).toBeUndefined();
  });

  test('is told the table and the bus by name', () => {
    const { Variables } = worker.Environment;
    expect(JSON.stringify(Variables[TABLE])).toContain('LedgerTable');
    expect(JSON.stringify(Variables[BUS])).toContain('EventsBus');
  });

  test('is told of the secrets that it may read, by their names alone', () => {
    const { Variables } = worker.Environment;
    const secrets = wiring.secrets ?? [];
    const named = (['api-token', 'github-api', 'channels', 'links'] as const).map((name) =>
      secrets.includes(name) ? { Ref: secretIds[name] } : undefined,
    );
    const variables = [API_TOKEN_SECRET, GITHUB_TOKEN_SECRET, CHANNELS_SECRET, LINKS_KEY_SECRET];
    expect(variables.map((name) => Variables[name])).toEqual(named);
    const senders = SENDERS.filter((sender) => secrets.includes(`webhook-${sender}`));
    const webhooks = senders.map((sender) => [sender, `<${secretIds[`webhook-${sender}`]}>`]);
    expect(joined(Variables[WEBHOOK_SECRETS])).toEqual(
      senders.length === 0 ? undefined : Object.fromEntries(webhooks),
    );
    const values = [API_TOKEN, GITHUB_TOKEN, CHANNELS, LINKS_KEY, ...SENDERS.map(webhookSecret)];
    expect(Object.keys(Variables).filter((name) => values.includes(name))).toEqual([]);
  });

  test('is told where the pages are when it leads there, and sends no mail as long as nobody set that up', () => {
    const { Variables } = worker.Environment;
    const api = expect.stringMatching(/HttpApi.*ApiEndpoint/);
    const url = Variables[PUBLIC_URL] && JSON.stringify(Variables[PUBLIC_URL]);
    expect(url).toEqual(wiring.linksToPages ? api : undefined);
    expect([MAIL, MAIL_FROM, ALLOWED_HOSTS].map((name) => Variables[name])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('logs JSON to a group of its own that forgets', () => {
    expect(worker.LoggingConfig.LogFormat).toBe('JSON');
    const group = resources(running, 'AWS::Logs::LogGroup').find(
      ({ id }) => id === worker.LoggingConfig.LogGroup.Ref,
    );
    expect(group?.RetentionInDays).toBe(30);
  });

  test('logs what went wrong and what it counts, and nothing else', () => {
    expect(worker.LoggingConfig).toMatchObject({
      SystemLogLevel: 'WARN',
      // A count has no level, which Lambda takes for INFO.
      ApplicationLogLevel: wiring.counts ? 'INFO' : 'WARN',
    });
  });

  test('rings when it fails and when it is throttled', () => {
    expect(alarmsOn('Errors', worker.id)).toHaveLength(1);
    expect(alarmsOn('Throttles', worker.id)).toHaveLength(1);
  });
});

/** JSON with references in it, which are put as `<logical id>`. */
function joined(value: { 'Fn::Join': [string, (string | { Ref: string })[]] } | undefined): unknown {
  if (value === undefined) return undefined;
  const [between, parts] = value['Fn::Join'];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join(between));
}

describe.each(Object.entries(secretIds))('the secret %s', (name, id) => {
  const secret = running.findResources('AWS::SecretsManager::Secret')[id];

  test('is made by Secrets Manager as 256 bits that a header can carry, or is put there by people', () => {
    const { GenerateSecretString, SecretString } = secret?.Properties ?? {};
    const made = { PasswordLength: name.startsWith('webhook-') ? 44 : 43, ExcludePunctuation: true };
    expect([GenerateSecretString, SecretString]).toEqual(
      ['github-api', 'channels', 'oidc-client'].includes(name)
        ? [undefined, UNFILLED]
        : [expect.objectContaining(made), undefined],
    );
  });

  test('goes with its stack', () => {
    expect(secret?.DeletionPolicy).toBe('Delete');
  });

  test('is found by its ARN, with what to do with it', () => {
    const outputs = Object.values(running.findOutputs('*'));
    expect(outputs.filter(({ Value }) => Value.Ref === id)).toEqual([
      { Value: { Ref: id }, Description: expect.stringMatching(/: (aws|npm run) /) },
    ]);
  });
});

test('there is no secret that the wiring does not know', () => {
  running.resourceCountIs('AWS::SecretsManager::Secret', Object.keys(secretIds).length);
});

test('every queue encrypts what it holds and is spoken to over TLS alone', () => {
  running.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  running.resourceCountIs('AWS::SQS::QueuePolicy', resources(running, 'AWS::SQS::Queue').length);
});

test('CloudWatch may tell the topic of alarms', () => {
  running.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
        }),
      ]),
    },
  });
});
