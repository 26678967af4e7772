/** The whole app: the stack that is stored, the stack that runs, and the checks that both must pass. */
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { functionsFor } from '../wiring.ts';
import { Alarms } from './alarms.ts';
import { ringForDeliveries, ringForMessages } from './counted-alarms.ts';
import { Http } from './http.ts';
import { Outgoing } from './outgoing.ts';
import { Schedule } from './schedule.ts';
import { Secrets } from './secrets.ts';
import { type Settings, settingsOf } from './settings.ts';
import { StatefulStack } from './stateful-stack.ts';
import { Subscription } from './subscription.ts';
import { type Surroundings, WorkerFunction } from './worker-function.ts';

export interface Shipshape {
  readonly stateful: StatefulStack;
  readonly running: Stack;
}

/**
 * @param codeDirectory holds one folder a function, as `buildFunctions` writes it
 * @param environment for settings that the context of the app does not have
 * @throws {SettingUnusableError} when a setting cannot be used
 */
export function shipshape(
  app: App,
  codeDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Shipshape {
  const settings = settingsOf(app, environment);
  const stateful = new StatefulStack(app, 'ShipshapeKept');
  const running = new RunningStack(app, 'Shipshape', { stateful, codeDirectory, settings });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { stateful, running };
}

interface RunningStackProps extends Pick<Surroundings, 'codeDirectory'> {
  readonly stateful: StatefulStack;
  readonly settings: Settings;
}

/** Every function of the wiring and what starts it. Holds nothing that cannot be made again. */
class RunningStack extends Stack {
  constructor(scope: Construct, id: string, props: RunningStackProps) {
    super(scope, id);
    const { stateful, codeDirectory, settings } = props;
    const http = new Http(this, 'Http');
    const surroundings: Surroundings = {
      codeDirectory,
      ledger: stateful.ledger,
      events: stateful.events,
      secrets: new Secrets(this, 'Secrets'),
      outgoing: new Outgoing(this, 'Outgoing', { ...settings, url: settings.publicUrl ?? http.url }),
      alarms: new Alarms(this, 'Alarms'),
    };
    ringForDeliveries(new Construct(this, 'Deliveries'), surroundings.alarms);
    ringForMessages(new Construct(this, 'Messages'), surroundings.alarms);
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
