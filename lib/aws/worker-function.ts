/** One function of the wiring: its code, its log, and a role that may do what the wiring says and nothing else. */
import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { BUS, TABLE } from '../../functions/kernel/environment.ts';
import type { FunctionWiring } from '../wiring.ts';
import type { Alarms } from './alarms.ts';
import type { ArchivedBus } from './archived-bus.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Outgoing } from './outgoing.ts';
import type { Secrets } from './secrets.ts';
import type { StatefulTable } from './stateful-table.ts';

/** What every function of the app shares. */
export interface Surroundings {
  /** Holds one folder a function, named after it, with its `index.cjs`. */
  readonly codeDirectory: string;
  /** The table it reads and writes. */
  readonly ledger: StatefulTable;
  /** The bus it publishes on. */
  readonly events: ArchivedBus;
  /** The secrets it may read. */
  readonly secrets: Secrets;
  /** How it reaches people. */
  readonly outgoing: Outgoing;
  /** Told when it fails. */
  readonly alarms: Alarms;
}

export interface WorkerFunctionProps extends Surroundings {
  /** What it is called, needs, and may do. */
  readonly wiring: FunctionWiring;
}

/**
 * Lambda's own tracing records the first request of each second, and cannot be told to record fewer: of traffic that
 * comes one by one, everything, at several times the price of the requests themselves.
 */
const NOT_TRACED = {
  id: 'Serverless-LambdaTracing',
  reason:
    'Passes a trace on that somebody upstream decided to record, and begins none: a trace would show one segment a function, which its metrics and its log have, and needs a permission on all resources (https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html).',
};

export class WorkerFunction extends Construct {
  readonly wiring: FunctionWiring;
  readonly function: lambda.Function;
  readonly role: Role;
  /** What did not reach the function, or what it failed at when invoked asynchronously. */
  readonly undelivered: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: WorkerFunctionProps) {
    super(scope, id);
    this.wiring = props.wiring;
    // A role of its own: the one that Lambda's construct would make comes with an AWS managed policy for all logs.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.undelivered = new DeadLetterQueue(this, 'Undelivered', {
      alarms: props.alarms,
      meaning: `An event or a call did not get through to ${props.wiring.name}. See docs/operations-aws.md.`,
    });
    this.function = this.createFunction(props);
    Validations.of(this.function).acknowledge(NOT_TRACED);
    this.grantWired(props);
    this.watch(props.alarms);
  }

  private createFunction(props: WorkerFunctionProps): lambda.Function {
    const { wiring, codeDirectory, ledger, events, secrets, outgoing } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    return new lambda.Function(this, 'Function', {
      description: wiring.does,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(join(codeDirectory, wiring.name)),
      handler: 'index.handler',
      memorySize: wiring.memoryMegabytes,
      timeout: Duration.seconds(wiring.timeoutSeconds),
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      // Lambda's own lines for each start and end would be most of what is logged, and paid for.
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      // What is counted is a line without a level, which Lambda takes for INFO and would leave out.
      // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
      applicationLogLevelV2: wiring.counts
        ? lambda.ApplicationLogLevel.INFO
        : lambda.ApplicationLogLevel.WARN,
      deadLetterQueue: this.undelivered.queue,
      environment: {
        [TABLE]: ledger.tableName,
        [BUS]: events.bus.eventBusName,
        ...secrets.environmentOf(wiring.secrets ?? []),
        ...outgoing.environmentOf(wiring),
      },
    });
  }

  private grantWired({ wiring, ledger, events, secrets, outgoing }: WorkerFunctionProps): void {
    if (wiring.table.length > 0) ledger.grantCalls(this.role, wiring.table);
    if (wiring.indexes) ledger.grantIndexQueries(this.role);
    if (wiring.publishes !== undefined) events.grantPublish(this.role, wiring.publishes);
    for (const secret of wiring.secrets ?? []) secrets.grantRead(this.role, secret);
    if (wiring.sendsMail) outgoing.grantMail(this.role);
  }

  private watch(alarms: Alarms): void {
    const { name } = this.wiring;
    alarms.ring(this, 'Errors', {
      metric: this.function.metricErrors(),
      description: `${name} threw or ran out of time. Its log group says why.`,
    });
    alarms.ring(this, 'Throttles', {
      metric: this.function.metricThrottles(),
      description: `${name} was refused an instance: the account's Lambda concurrency is used up.`,
    });
  }
}
