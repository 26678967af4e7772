/** The one table, with the keys and indexes that `functions/kernel/store/store.ts` declares. */
import { ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EXPIRES_AT, INDEXES, type IndexName } from '../../functions/kernel/store/store.ts';
import type { TableAction } from '../wiring.ts';

const key = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const indexes = Object.entries(INDEXES);

const projection = ({
  includes,
}: (typeof INDEXES)[IndexName]): Partial<dynamodb.GlobalSecondaryIndexProps> =>
  includes.length === 0
    ? { projectionType: dynamodb.ProjectionType.KEYS_ONLY }
    : { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...includes] };

export class StatefulTable extends Construct {
  readonly tableName: string;
  private readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      // Set on what is shown for some weeks only, such as deliveries; facts and conclusions have none.
      timeToLiveAttribute: EXPIRES_AT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // CloudFormation then refuses to replace it under the functions that use it.
    this.table.applyCrossStackReferenceStrength(ReferenceStrength.STRONG);
    for (const [name, index] of indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
        ...projection(index),
      });
    }
    this.tableName = this.table.tableName;
  }

  /** Exactly these calls, on the table itself and on none of its indexes. */
  grantCalls(grantee: IGrantable, calls: readonly TableAction[]): Grant {
    const actions = calls.map((call) => `dynamodb:${call}`);
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.table.tableArn] });
  }

  /** Queries on the indexes, each by its name: an index added later is granted to nobody. */
  grantIndexQueries(grantee: IGrantable): Grant {
    const resourceArns = indexes.map(([name]) => `${this.table.tableArn}/index/${name}`);
    return Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns });
  }
}
