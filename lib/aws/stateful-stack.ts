/** What survives every deployment, and the deletion of this very stack: the table, and the bus with its archive. */
import { CfnOutput, Duration, ReferenceStrength, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FACT_SOURCE } from '../../events/contract.ts';
import { EXPIRES_AT, INDEXES } from '../../functions/kernel/store/store.ts';
import type { TableAction } from '../wiring-shape.ts';

const attribute = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const indexes = Object.entries(INDEXES);

const projection = (includes: readonly string[]): Partial<dynamodb.GlobalSecondaryIndexProps> =>
  includes.length === 0
    ? { projectionType: dynamodb.ProjectionType.KEYS_ONLY }
    : { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...includes] };

/** The one table, with the keys and indexes that `functions/kernel/store/store.ts` declares. */
export class StatefulTable extends Construct {
  readonly tableName: string;
  private readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: attribute('pk'),
      sortKey: attribute('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      // Set on what is shown for some weeks only, such as deliveries; facts and derived values never expire.
      timeToLiveAttribute: EXPIRES_AT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Then CloudFormation refuses to replace it while functions use it.
    this.table.applyCrossStackReferenceStrength(ReferenceStrength.STRONG);
    for (const [name, index] of indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: attribute(index.partitionKey),
        sortKey: attribute(index.sortKey),
        ...projection(index.includes),
      });
    }
    this.tableName = this.table.tableName;
  }

  /** Exactly these calls, on the table itself and on none of its indexes. */
  grantCalls(grantee: IGrantable, calls: readonly TableAction[]): Grant {
    const actions = calls.map((call) => `dynamodb:${call}`);
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.table.tableArn] });
  }

  /** Writes of partitions whose keys begin with one of these, and no others. */
  grantWritesTo(grantee: IGrantable, calls: readonly TableAction[], beginnings: readonly string[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: calls.map((call) => `dynamodb:${call}`),
      resourceArns: [this.table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': beginnings.map((each) => `${each}*`) },
        // Without a key there is nothing to compare, and that counts as alike.
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    });
  }

  /** Queries on the indexes, each by its name: an index added later is granted to nobody. */
  grantIndexQueries(grantee: IGrantable): Grant {
    const resourceArns = indexes.map(([name]) => `${this.table.tableArn}/index/${name}`);
    return Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns });
  }
}

/** The event bus, and the archive from which facts can be replayed. */
export class ArchivedBus extends Construct {
  readonly bus: events.EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bus = new events.EventBus(this, 'Bus', {
      description: 'Facts, and the announcements of Shipshape.',
    });
    bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // Then CloudFormation refuses to replace it while functions use it.
    bus.applyCrossStackReferenceStrength(ReferenceStrength.STRONG);
    // Facts only: replaying them makes the announcements again.
    const archive = new events.Archive(this, 'Facts', {
      sourceEventBus: bus,
      description: 'Every fact, to be replayed into the ledger.',
      eventPattern: { source: [FACT_SOURCE] },
      retention: Duration.days(365),
    });
    archive.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.bus = bus;
  }

  /**
   * Only events of this source: a function that makes announcements cannot forge a fact, nor the reverse.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
   */
  grantPublish(grantee: IGrantable, source: string): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['events:PutEvents'],
      resourceArns: [this.bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': source } },
    });
  }
}

export class StatefulStack extends Stack {
  readonly ledger = new StatefulTable(this, 'Ledger');
  readonly events = new ArchivedBus(this, 'Events');

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnOutput(this, 'BusName', {
      value: this.events.bus.eventBusName,
      description: 'Put facts on this bus, with source "shipshape".',
    });
  }
}
