/** What people choose for a deployment: zones, mail, the address of the pages, and the hosts that messages go to. */
import { describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { functionsFor } from '../../../lib/wiring.ts';
import { deployed, only, pointsAt, resources, synthesized } from './synthesized.ts';

const ZONES = ['Europe/Berlin', 'Australia/Lord_Howe'];
const CHOSEN = {
  digestZones: ZONES.join(', '),
  mailIdentity: 'example.com',
  mailFrom: 'shipshape@mail.example.com',
  publicUrl: 'https://shipshape.example.com/',
  allowedHosts: 'hooks.slack.com,api.github.com',
};
const { app, running } = synthesized(CHOSEN);

const wired = functionsFor(ZONES);
const named = (name: string) => only(wired.filter((wiring) => wiring.name === name));
const variablesOf = (name: string) => deployed(named(name).does, running).Environment.Variables;

const schedulesOf = (name: string) =>
  resources(running, 'AWS::Scheduler::Schedule').filter(({ Description }) =>
    Description.startsWith(`Wakes ${name}: `),
  );

describe('the schedules of digests', () => {
  test('are hourly, and in each zone on Mondays, on firsts of months and of quarters at seven', () => {
    const told = schedulesOf('digest').map(
      ({ Description, ScheduleExpression, ScheduleExpressionTimezone, Target }) => [
        Description.replace('Wakes digest: ', ''),
        ScheduleExpression,
        ScheduleExpressionTimezone,
        JSON.parse(Target.Input),
      ],
    );
    const inZone = (zone: string, name: string) => [
      [`weekly-${name}.`, 'cron(0 7 ? * MON *)', zone, { schedule: 'weekly', zone }],
      [`monthly-${name}.`, 'cron(0 7 1 * ? *)', zone, { schedule: 'monthly', zone }],
      [`quarterly-${name}.`, 'cron(0 7 1 1,4,7,10 ? *)', zone, { schedule: 'quarterly', zone }],
    ];
    expect(told).toEqual(
      expect.arrayContaining([
        ['hourly.', 'rate(1 hour)', 'Etc/UTC', { schedule: 'hourly' }],
        ...inZone('Europe/Berlin', 'europe-berlin'),
        ...inZone('Australia/Lord_Howe', 'australia-lord-howe'),
      ]),
    );
    expect(told).toHaveLength(7);
  });

  test('are each retried, and leave word of their failures where the function does', () => {
    const { DeadLetterConfig } = deployed(named('digest').does, running);
    for (const { Target } of schedulesOf('digest')) {
      expect(Target.DeadLetterConfig.Arn).toEqual(DeadLetterConfig.TargetArn);
      expect(Target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
    }
  });

  test('may wake their function and nothing else, and no one else may wake it for them', () => {
    const { id } = deployed(named('digest').does, running);
    for (const { Target } of schedulesOf('digest')) {
      const role = only(
        resources(running, 'AWS::IAM::Role').filter(({ id }) => id === pointsAt(Target.RoleArn)),
      );
      const [{ PolicyDocument }] = role.Policies;
      const invokes = PolicyDocument.Statement.filter(
        ({ Action }: { Action: string }) => Action === 'lambda:InvokeFunction',
      );
      expect(invokes.map(({ Resource }: { Resource: object }) => pointsAt(Resource))).toEqual([id]);
    }
  });
});

describe('mail', () => {
  const statements = resources(running, 'AWS::IAM::Policy').flatMap(({ Roles, PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Action }: { Action: unknown }) =>
      /"ses:/.test(JSON.stringify(Action)),
    ).map((statement: object) => ({ ...statement, roles: Roles.map(pointsAt) })),
  );

  test('may be sent by notify alone, from the one address, by the one identity', () => {
    const { Role } = deployed(named('notify').does, running);
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Action: ['ses:SendEmail', 'ses:SendRawEmail'],
        Resource: expect.anything(),
        Condition: { StringEquals: { 'ses:FromAddress': 'shipshape@mail.example.com' } },
        roles: [pointsAt(Role)],
      },
    ]);
    const [{ Resource }] = statements;
    expect(JSON.stringify(Resource)).toMatch(/:identity\/example\.com"/);
    expect(JSON.stringify(Resource)).not.toContain('*');
  });

  test('goes out through SES, of which only who sends any is told', () => {
    const mail = { SHIPSHAPE_MAIL: 'ses', SHIPSHAPE_MAIL_FROM: 'shipshape@mail.example.com' };
    expect(variablesOf('notify')).toMatchObject(mail);
    for (const { name } of wired.filter(({ sendsMail }) => !sendsMail)) {
      expect(Object.keys(variablesOf(name)).filter((each) => each.startsWith('SHIPSHAPE_MAIL'))).toEqual([]);
    }
  });

  test.each([
    [{ mailIdentity: 'people@example.com' }, 'people@example.com'],
    [{ mailIdentity: 'example.com' }, 'shipshape@example.com'],
  ])('of %j is from %s, unless somebody says otherwise', (chosen, from) => {
    const { running } = synthesized(chosen);
    expect(deployed(named('notify').does, running).Environment.Variables.SHIPSHAPE_MAIL_FROM).toBe(from);
  });
});

test('the address of the pages and the hosts are told to who leads there and to who sends there', () => {
  expect(variablesOf('notify')).toMatchObject({
    SHIPSHAPE_URL: 'https://shipshape.example.com',
    SHIPSHAPE_ALLOWED_HOSTS: 'hooks.slack.com,api.github.com',
  });
  expect(variablesOf('web').SHIPSHAPE_URL).toBe('https://shipshape.example.com');
  expect(variablesOf('web')).not.toHaveProperty('SHIPSHAPE_ALLOWED_HOSTS');
  for (const name of ['digest', 'record']) {
    expect(variablesOf(name)).not.toHaveProperty('SHIPSHAPE_ALLOWED_HOSTS');
    expect(variablesOf(name)).not.toHaveProperty('SHIPSHAPE_URL');
  }
});

test('the provider that people sign in at is told to web alone', () => {
  const { running } = synthesized({
    oidcIssuer: 'https://login.example.com',
    oidcClientId: 'shipshape',
    oidcAccount: 'github:{preferred_username}',
    signInContact: 'the platform team',
  });
  const said = wired.map(({ name, does }) => {
    const { Variables } = deployed(does, running).Environment;
    return [name, Object.keys(Variables).filter((each) => /OIDC|SIGN_IN/.test(each)).length > 0];
  });
  expect(said.filter(([, isTold]) => isTold)).toEqual([['web', true]]);
  expect(deployed(named('web').does, running).Environment.Variables).toMatchObject({
    SHIPSHAPE_OIDC_ISSUER: 'https://login.example.com',
    SHIPSHAPE_OIDC_CLIENT_ID: 'shipshape',
    SHIPSHAPE_OIDC_ACCOUNT: 'github:{preferred_username}',
    SHIPSHAPE_SIGN_IN_CONTACT: 'the platform team',
  });
  // No link signs anybody in there: who can make one reads a secret of everybody's messages.
  expect(variablesOf('web')).not.toHaveProperty('SHIPSHAPE_SIGN_IN_LINKS');
});

test('the environment of the command says what the context does not', () => {
  const { running } = synthesized(
    { digestZones: 'Asia/Kolkata' },
    { SHIPSHAPE_DIGEST_ZONES: 'Europe/Berlin', SHIPSHAPE_URL: 'https://said.example.com' },
  );
  const zones = resources(running, 'AWS::Scheduler::Schedule').map(
    ({ ScheduleExpressionTimezone }) => ScheduleExpressionTimezone,
  );
  expect(new Set(zones)).toEqual(new Set(['Etc/UTC', 'Asia/Kolkata']));
  const { Variables } = deployed(named('notify').does, running).Environment;
  expect(Variables.SHIPSHAPE_URL).toBe('https://said.example.com');
});

test.each([
  [{ digestZones: 'Europe/Berlin, Berlin' }, /SHIPSHAPE_DIGEST_ZONES: Berlin is not a time zone/],
  [{ digestZones: '+01:00' }, /\+01:00 is not a time zone/],
  [{ mailIdentity: 'nowhere' }, /neither a domain nor an e-mail address/],
  [{ mailIdentity: 'example.com', mailFrom: 'shipshape@example.org' }, /not an address of the identity/],
  [{ mailIdentity: 'example.com', mailFrom: 'shipshape@notexample.com' }, /not an address of the identity/],
  [{ mailIdentity: 'people@example.com', mailFrom: 'other@example.com' }, /not an address of the identity/],
  [{ mailIdentity: 'example.com', mailFrom: 'Shipshape <shipshape@example.com>' }, /not an address of the/],
  [{ oidcIssuer: 'https://login.example.com' }, /SHIPSHAPE_OIDC_CLIENT_ID belong together/],
  [{ oidcIssuer: 'http://login.example.com', oidcClientId: 'x' }, /SHIPSHAPE_OIDC_ISSUER: this cannot be/],
  [{ oidcIssuer: 'https://a.example/?b', oidcClientId: 'x' }, /SHIPSHAPE_OIDC_ISSUER: this cannot be/],
  [
    { oidcIssuer: 'https://a.example', oidcClientId: 'x', oidcAccount: 'octocat' },
    /SHIPSHAPE_OIDC_ACCOUNT: write an account with a claim/,
  ],
  [{ publicUrl: 'shipshape.example.com' }, /SHIPSHAPE_URL: this cannot be the address of the pages/],
])('%j is refused, with what is wrong about it', (chosen: Record<string, string>, message) => {
  expect(() => synthesized(chosen)).toThrow(message);
});

test.each([new AwsSolutionsChecks(app), new ServerlessChecks(app)])(
  '$name finds nothing in what was chosen',
  (pack) => {
    expect(pack.validateScope(app).violations).toEqual([]);
  },
);
