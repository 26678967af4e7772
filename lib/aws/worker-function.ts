/** One function of the wiring: its code, its log, and a role that allows what the wiring says and nothing else. */
import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { BUS, TABLE } from '../../functions/kernel/environment.ts';
import type { FunctionWiring, TableAction } from '../wiring-shape.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Outgoing } from './outgoing.ts';
import type { Secrets } from './secrets.ts';
import type { ArchivedBus, StatefulTable } from './stateful-stack.ts';

/** What every function of the app shares. */
export interface Surroundings {
  /** Holds one folder a function, named after it, with its `index.cjs`. */
  readonly codeDirectory: string;
  readonly ledger: StatefulTable;
  readonly events: ArchivedBus;
  readonly secrets: Secrets;
  readonly outgoing: Outgoing;
  readonly alarms: Alarms;
}

type WorkerFunctionProps = Surroundings & { readonly wiring: FunctionWiring };

/** Lambda's own tracing records at least one request a second: all of slow traffic, at several times the price of the requests. */
const NOT_TRACED = {
  id: 'Serverless-LambdaTracing',
  reason:
    'Passes on a trace that an upstream caller records, and starts none: a trace would show one segment a function, which its metrics and its log already show, and needs a permission on all resources (https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html).',
};

const isRead = (call: TableAction): boolean => call === 'BatchGetItem' || call === 'Query';

export class WorkerFunction extends Construct {
  readonly wiring: FunctionWiring;
  readonly function: lambda.Function;
  readonly role: Role;
  /** What did not reach the function, and asynchronous invocations that failed. */
  readonly undelivered: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: WorkerFunctionProps) {
    super(scope, id);
    this.wiring = props.wiring;
    // The role that Lambda's construct creates has an AWS managed policy for all logs.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const meaning = `An event or a call did not get through to ${props.wiring.name}. See docs/operations-aws.md.`;
    this.undelivered = new DeadLetterQueue(this, 'Undelivered', props.alarms, meaning);
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
      // Lambda's own lines for each start and end would be most of the log, and of its price.
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      // Metrics are lines without a level, which Lambda treats as INFO and would drop.
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
    const { table, writesTo } = wiring;
    const [reads, writes] = [table.filter(isRead), table.filter((call) => !isRead(call))];
    if (writesTo === undefined && table.length > 0) ledger.grantCalls(this.role, table);
    if (writesTo !== undefined) {
      ledger.grantCalls(this.role, reads);
      ledger.grantWritesTo(this.role, writes, writesTo);
    }
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
