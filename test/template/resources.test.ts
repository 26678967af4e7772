/** What is kept cannot be lost by a deployment, and what runs can be watched. */
import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { FACT_SOURCE } from '../../events/contract.ts';
import { INDEXES, PARTITION_KEY, SORT_KEY } from '../../functions/ledger/table.ts';
import { API_TOKEN, API_TOKEN_SECRET, BUS, TABLE } from '../../functions/runtime/environment.ts';
import { functions } from '../../lib/wiring.ts';
import { alarmsOn, deployed, kept, only, resources, running, secretIds } from './synthesized.ts';

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

  test('has the keys and the sparse indexes that the ledger declares', () => {
    expect(table?.KeySchema).toEqual(keys(PARTITION_KEY, SORT_KEY));
    expect(table?.GlobalSecondaryIndexes).toEqual(
      INDEXES.map(({ name, partitionKey, sortKey, includes }) => ({
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

  test('runs its bundle on the runtime and with the memory and time of the wiring, traced', () => {
    expect(worker).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: wiring.memoryMegabytes,
      Timeout: wiring.timeoutSeconds,
      TracingConfig: { Mode: 'Active' },
    });
  });

  test('is told the table and the bus by name', () => {
    const { Variables } = worker.Environment;
    expect(JSON.stringify(Variables[TABLE])).toContain('LedgerTable');
    expect(JSON.stringify(Variables[BUS])).toContain('EventsBus');
  });

  test('is told of the token only where it may read it', () => {
    const { Variables } = worker.Environment;
    const isGranted = wiring.secrets?.includes('api-token') ?? false;
    expect(Variables[API_TOKEN_SECRET]).toEqual(isGranted ? { Ref: secretIds['api-token'] } : undefined);
    expect(Variables).not.toHaveProperty(API_TOKEN);
  });

  test('logs JSON to a group of its own that forgets', () => {
    expect(worker.LoggingConfig.LogFormat).toBe('JSON');
    const group = resources(running, 'AWS::Logs::LogGroup').find(
      ({ id }) => id === worker.LoggingConfig.LogGroup.Ref,
    );
    expect(group?.RetentionInDays).toBe(30);
  });

  test('rings when it fails and when it is throttled', () => {
    expect(alarmsOn('Errors', worker.id)).toHaveLength(1);
    expect(alarmsOn('Throttles', worker.id)).toHaveLength(1);
  });
});

describe('the API token', () => {
  test('is made by Secrets Manager as 256 bits that a header can carry, and goes with its stack', () => {
    const { GenerateSecretString, SecretString } = only(resources(running, 'AWS::SecretsManager::Secret'));
    expect(GenerateSecretString).toMatchObject({ PasswordLength: 43, ExcludePunctuation: true });
    expect(SecretString).toBeUndefined();
    const [secret] = Object.values(running.findResources('AWS::SecretsManager::Secret'));
    expect(secret?.DeletionPolicy).toBe('Delete');
  });
});

interface Throttle {
  readonly ThrottlingRateLimit: number;
  readonly ThrottlingBurstLimit: number;
}

describe('the HTTP API', () => {
  test('has the routes of the wiring and no other', () => {
    const routes = resources(running, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
    const wired = functions.flatMap((wiring) => wiring.routes ?? []);
    expect(routes.sort()).toEqual(wired.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('is throttled, and logs every request as JSON', () => {
    const stage = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
    expect(stage.DefaultRouteSettings).toMatchObject({
      ThrottlingBurstLimit: expect.any(Number),
      ThrottlingRateLimit: expect.any(Number),
    });
    expect(JSON.parse(stage.AccessLogSettings.Format)).toHaveProperty('requestId', '$context.requestId');
  });

  test('takes far fewer of the requests that bring something in', () => {
    const { DefaultRouteSettings, RouteSettings } = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
    const posts = functions.flatMap(({ routes = [] }) => routes.filter(({ method }) => method === 'POST'));
    expect(Object.keys(RouteSettings)).toEqual(posts.map(({ path }) => `POST ${path}`));
    for (const { ThrottlingRateLimit, ThrottlingBurstLimit } of Object.values<Throttle>(RouteSettings)) {
      expect(ThrottlingRateLimit).toBeLessThan(DefaultRouteSettings.ThrottlingRateLimit / 5);
      expect(ThrottlingBurstLimit).toBeLessThan(DefaultRouteSettings.ThrottlingBurstLimit / 5);
    }
  });

  test('is deployed after the routes that its stage names', () => {
    const [stage] = Object.values(running.findResources('AWS::ApiGatewayV2::Stage'));
    const posts = Object.entries(running.findResources('AWS::ApiGatewayV2::Route')).flatMap(([id, route]) =>
      route.Properties.RouteKey.startsWith('POST ') ? [id] : [],
    );
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(posts));
  });

  test('keeps who asked, and with what token, out of its log', () => {
    const { AccessLogSettings } = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
    expect(AccessLogSettings.Format).not.toMatch(/identity|authoriz|header/i);
  });

  test('speaks payload format 2.0', () => {
    running.allResourcesProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });
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
