/** What runs: every function of the wiring and what starts it. Holds nothing that cannot be made again. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { functionsFor } from '../wiring.ts';
import { Alarms } from './alarms.ts';
import { DeliveryAlarms } from './delivery-alarms.ts';
import { Http } from './http.ts';
import { MessageAlarms } from './message-alarms.ts';
import { Outgoing } from './outgoing.ts';
import { Schedule } from './schedule.ts';
import { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { Subscription } from './subscription.ts';
import { type Surroundings, WorkerFunction } from './worker-function.ts';

export interface RunningStackProps extends StackProps {
  /** What the functions read and write. */
  readonly kept: StatefulStack;
  /** Holds one folder a function, named after it, with its `index.cjs`. */
  readonly codeDirectory: string;
  /** What people chose. */
  readonly settings: Settings;
}

export class RunningStack extends Stack {
  constructor(scope: Construct, id: string, props: RunningStackProps) {
    super(scope, id, props);
    const { kept, codeDirectory, settings } = props;
    const http = new Http(this, 'Http');
    const surroundings: Surroundings = {
      codeDirectory,
      ledger: kept.ledger,
      events: kept.events,
      secrets: new Secrets(this, 'Secrets'),
      outgoing: new Outgoing(this, 'Outgoing', { settings, url: settings.publicUrl ?? http.url }),
      alarms: new Alarms(this, 'Alarms'),
    };
    new DeliveryAlarms(this, 'Deliveries', { alarms: surroundings.alarms });
    new MessageAlarms(this, 'Messages', { alarms: surroundings.alarms });
    for (const wiring of functionsFor(settings.digestZones)) {
      const worker = new WorkerFunction(this, capitalized(wiring.name), { wiring, ...surroundings });
      start(worker, surroundings);
      http.serve(worker);
    }
  }
}

function start(worker: WorkerFunction, { events, alarms }: Surroundings): void {
  for (const subscription of worker.wiring.subscriptions ?? []) {
    const id = capitalized(subscription.name);
    new Subscription(worker, id, { subscription, worker, alarms, bus: events.bus });
  }
  for (const schedule of worker.wiring.schedules ?? []) {
    new Schedule(worker, capitalized(schedule.name), { schedule, worker, alarms });
  }
}

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
