/** Who may do what: the wiring's rights and no others, and every exception with its evidence. */
import { describe, expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { INDEXES } from '../../../functions/kernel/store/store.ts';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { functions } from '../../../lib/wiring.ts';
import { app, deployed, kept, pointsAt, resources, running, secretIds } from './synthesized.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** One action on one resource; the resource as text, in which a wildcard of any depth shows. */
interface Right {
  readonly action: string;
  readonly resource: string;
  readonly condition: unknown;
}

const rightsIn = (statements: readonly Statement[]): readonly Right[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource]
            .flat()
            .map((resource) => ({ action, resource: JSON.stringify(resource), condition: Condition })),
        ),
    );

const DOCUMENTED = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
];

function everyRight(): readonly Right[] {
  const inTemplate = [kept, running].flatMap((template) => [
    ...DOCUMENTED.flatMap((type) => resources(template, type).map(({ PolicyDocument }) => PolicyDocument)),
    ...resources(template, 'AWS::IAM::Role').flatMap(({ Policies }) =>
      (Policies ?? []).map(({ PolicyDocument }: { PolicyDocument: unknown }) => PolicyDocument),
    ),
  ]);
  return inTemplate.flatMap(({ Statement }) => rightsIn(Statement));
}

function rightsOf(does: string): readonly Right[] {
  const role = pointsAt(deployed(does).Role);
  return resources(running, 'AWS::IAM::Policy')
    .filter(({ Roles }) => Roles.map(pointsAt).includes(role))
    .flatMap(({ PolicyDocument }) => rightsIn(PolicyDocument.Statement));
}

const tableRights = (rights: readonly Right[]) =>
  rights
    .filter(({ action }) => action.startsWith('dynamodb:'))
    .map(({ action, resource }) => {
      const [, index] = /\/index\/([\w*]+)/.exec(resource) ?? [];
      return `${action.replace('dynamodb:', '')} ${index ?? 'table'}`;
    });

test('no statement has a wildcard action', () => {
  expect(everyRight().filter(({ action }) => action.includes('*'))).toEqual([]);
});

test('no statement has a wildcard resource', () => {
  expect(everyRight().filter(({ resource }) => resource.includes('*'))).toEqual([]);
});

test('no function may scan the table or delete from it', () => {
  const actions = everyRight().map(({ action }) => action);
  expect(actions.filter((action) => /^dynamodb:.*(Scan|Delete|PartiQL|Execute)/.test(action))).toEqual([]);
});

test('no role has an AWS managed policy', () => {
  for (const role of resources(running, 'AWS::IAM::Role')) expect(role.ManagedPolicyArns).toBeUndefined();
});

describe.each(functions.map((wiring) => [wiring.name, wiring] as const))('%s', (_name, wiring) => {
  const rights = rightsOf(wiring.does);

  test('has exactly the table calls of the wiring', () => {
    const onIndexes = wiring.indexes ? Object.keys(INDEXES).map((name) => `Query ${name}`) : [];
    const onTable = wiring.table.map((call) => `${call} table`);
    expect([...tableRights(rights)].sort()).toEqual([...onTable, ...onIndexes].sort());
  });

  test('publishes under the source of the wiring, or not at all', () => {
    const publishes = rights.filter(({ action }) => action.startsWith('events:'));
    const condition = { StringEquals: { 'events:source': wiring.publishes } };
    expect(publishes).toEqual(
      wiring.publishes === undefined
        ? []
        : [{ action: 'events:PutEvents', resource: expect.stringContaining('EventsBus'), condition }],
    );
  });

  test('reads exactly the secrets of the wiring, and only their value', () => {
    const reads = rights.filter(({ action }) => action.startsWith('secretsmanager:'));
    const wanted = (wiring.secrets ?? []).map((name) => ({
      action: 'secretsmanager:GetSecretValue',
      resource: JSON.stringify({ Ref: secretIds[name] }),
      condition: undefined,
    }));
    expect(new Set(reads)).toEqual(new Set(wanted));
    expect(reads).toHaveLength(wanted.length);
  });

  test('otherwise writes its own log, and works on its own queues', () => {
    const services = rights.map(({ action }) => action.split(':')[0]);
    expect(new Set(services)).toEqual(
      new Set([
        'logs',
        'sqs',
        ...(wiring.table.length > 0 ? ['dynamodb'] : []),
        ...(wiring.publishes === undefined ? [] : ['events']),
        ...(wiring.secrets === undefined ? [] : ['secretsmanager']),
      ]),
    );
  });
});

test('nobody else may read a secret, and no key is granted to anyone', () => {
  const wired = functions.flatMap(({ secrets }) => secrets ?? []);
  const actions = everyRight().map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith('secretsmanager:'))).toHaveLength(wired.length);
  expect(actions.filter((action) => action.startsWith('kms:'))).toEqual([]);
});

const answering = functions.filter(({ routes = [] }) => routes.length > 0);
const open = answering.filter(({ routes = [] }) => routes.some(({ isPrivate }) => !isPrivate));

test.each(open)('$name, which anyone can ask, writes nothing of the ledger', ({ does, table }) => {
  expect(table.filter((call) => !['BatchGetItem', 'Query', 'PutItem'].includes(call))).toEqual([]);
  const writes = rightsOf(does).filter(({ action }) => action === 'dynamodb:PutItem');
  const alone = ['TOKEN#*', 'ENDED#*', 'USED#*'];
  for (const { condition } of writes)
    expect(condition).toEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': alone },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
});

test.each(answering)(
  '$name takes in nothing from those who hold no secret of it',
  ({ routes = [], secrets = [] }) => {
    expect(routes.filter(({ method, isPrivate }) => method !== 'GET' && !isPrivate)).toEqual([]);
    if (routes.some(({ isPrivate }) => isPrivate)) expect(secrets).not.toEqual([]);
  },
);

test('what signs deliveries is read by ingest alone, of each kind of sender that there is', () => {
  const readers = functions.filter(({ secrets = [] }) => secrets.some((name) => name.startsWith('webhook-')));
  expect(readers.map(({ name, secrets }) => [name, secrets])).toEqual([
    ['ingest', sources.map(({ name }) => `webhook-${name}`)],
  ]);
});

test.each(answering)(
  '$name may put facts on the bus only where it has a private route for them',
  (wiring) => {
    const takes = wiring.routes?.some(({ method, isPrivate }) => method === 'POST' && isPrivate) ?? false;
    expect(wiring.publishes).toBe(takes ? FACT_SOURCE : undefined);
  },
);

describe('the nag packs', () => {
  const acknowledged = app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }): [string, unknown][] => Object.entries(data));

  test.each([new AwsSolutionsChecks(app), new ServerlessChecks(app)])('$name finds nothing', (pack) => {
    expect(pack.validateScope(app).violations).toEqual([]);
  });

  test('are answered on five rules, each for one written reason', () => {
    const reasons = new Map(acknowledged);
    expect([...reasons.keys()].map((id) => id.replace(/^annotation::/i, '')).sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-SMG4',
      'Serverless-LambdaEventSourceMappingDestination',
      'Serverless-LambdaTracing',
      'Serverless-SQSRedrivePolicy',
    ]);
    expect(new Set(acknowledged.map(([id, reason]) => `${id} ${reason}`)).size).toBe(reasons.size);
    for (const reason of reasons.values()) expect(String(reason).length).toBeGreaterThan(40);
  });
});
