/** A clock that wakes a function. */
import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule as EventBridgeSchedule,
  ScheduleExpression,
  ScheduleGroup,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Schedule as Wired } from '../wiring.ts';
import type { Alarms } from './alarms.ts';
import type { WorkerFunction } from './worker-function.ts';

export interface ScheduleProps {
  /** How often. */
  readonly schedule: Wired;
  /** Who is woken. */
  readonly worker: WorkerFunction;
  /** Told when the clock cannot wake it. */
  readonly alarms: Alarms;
}

export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { schedule, worker, alarms }: ScheduleProps) {
    super(scope, id);
    const scheduleGroup = new ScheduleGroup(this, 'Group');
    new EventBridgeSchedule(this, 'Schedule', {
      description: `Wakes ${worker.wiring.name}: ${schedule.name}.`,
      scheduleGroup,
      schedule: ScheduleExpression.rate(Duration.minutes(schedule.everyMinutes)),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(worker.function, {
        // Left alone by the target, which would also grant every version and alias of the function.
        role: this.createRole(worker, scheduleGroup).withoutPolicyUpdates(),
        deadLetterQueue: worker.undelivered.queue,
        // What is late by a whole turn is done by the next turn. A day is the longest that Scheduler retries.
        maxEventAge: Duration.minutes(Math.min(schedule.everyMinutes, 24 * 60)),
        retryAttempts: 10,
      }),
    });
    alarms.ring(this, 'Dropped', {
      metric: scheduleGroup.metricFailedToBeSentToDLQ(),
      description: `${schedule.name} did not wake ${worker.wiring.name}, and could not leave word of it.`,
    });
  }

  private createRole(worker: WorkerFunction, group: ScheduleGroup): Role {
    const may = (action: string, resource: string) =>
      new PolicyStatement({ actions: [action], resources: [resource] });
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
      inlinePolicies: {
        Wake: new PolicyDocument({
          statements: [
            may('lambda:InvokeFunction', worker.function.functionArn),
            may('sqs:SendMessage', worker.undelivered.queue.queueArn),
          ],
        }),
      },
    });
  }
}
