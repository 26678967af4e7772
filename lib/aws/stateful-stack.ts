/** What is kept: it survives every deployment, and the deletion of this very stack. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArchivedBus } from './archived-bus.ts';
import { StatefulTable } from './stateful-table.ts';

export class StatefulStack extends Stack {
  readonly ledger: StatefulTable;
  readonly events: ArchivedBus;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.ledger = new StatefulTable(this, 'Ledger');
    this.events = new ArchivedBus(this, 'Events');
    new CfnOutput(this, 'BusName', {
      value: this.events.bus.eventBusName,
      description: 'Put facts on this bus, with source "shipshape".',
    });
  }
}
