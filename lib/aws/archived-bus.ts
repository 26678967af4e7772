/** The event bus, and the archive from which facts can be replayed. */
import { Duration, ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FACT_SOURCE } from '../../events/contract.ts';

const KEPT_FOR = Duration.days(365);

export class ArchivedBus extends Construct {
  readonly bus: events.EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bus = new events.EventBus(this, 'Bus', { description: 'Facts, and what Shipshape concluded.' });
    bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // CloudFormation then refuses to replace it under the functions that use it.
    bus.applyCrossStackReferenceStrength(ReferenceStrength.STRONG);
    // Facts only: announcements are conclusions, and replaying the facts draws them again.
    const archive = new events.Archive(this, 'Facts', {
      sourceEventBus: bus,
      description: 'Every fact, to be replayed into the ledger.',
      eventPattern: { source: [FACT_SOURCE] },
      retention: KEPT_FOR,
    });
    archive.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.bus = bus;
  }

  /**
   * Events of this one source: a function that reads facts cannot forge one, and the other way round.
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
