/** A schedule that invokes a function. */
import { Aws, Duration, TimeZone } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule as EventBridgeSchedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { WallClock, Schedule as Wired } from '../wiring-shape.ts';
import type { Alarms } from './alarms.ts';
import type { WorkerFunction } from './worker-function.ts';

interface ScheduleProps {
  readonly schedule: Wired;
  readonly worker: WorkerFunction;
  readonly alarms: Alarms;
}

const DAY_NAMES = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const cronOf = ({ minute, hour, weekDay, day, months }: WallClock) => ({
  minute: `${minute}`,
  hour: `${hour}`,
  // Names, because Scheduler counts days from Sunday.
  ...(weekDay === undefined ? {} : { weekDay: DAY_NAMES[weekDay - 1] ?? '' }),
  ...(day === undefined ? {} : { day: `${day}` }),
  ...(months === undefined ? {} : { month: months.join(',') }),
});

const expressionOf = (schedule: Wired): ScheduleExpression =>
  'cron' in schedule
    ? ScheduleExpression.cron({ ...cronOf(schedule.cron), timeZone: TimeZone.of(schedule.timeZone) })
    : ScheduleExpression.rate(Duration.minutes(schedule.everyMinutes));

/** The longest that Scheduler retries. */
const MAX_RETRY_MINUTES = 24 * 60;

/** How long a late run is retried: after that, the next run does its work. */
const maxAgeMinutes = (schedule: Wired): number =>
  'cron' in schedule ? MAX_RETRY_MINUTES : Math.min(schedule.everyMinutes, MAX_RETRY_MINUTES);

export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { schedule, worker, alarms }: ScheduleProps) {
    super(scope, id);
    const scheduleGroup = new ScheduleGroup(this, 'Group');
    new EventBridgeSchedule(this, 'Schedule', {
      description: `Wakes ${worker.wiring.name}: ${schedule.name}.`,
      scheduleGroup,
      schedule: expressionOf(schedule),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(worker.function, {
        // The target would also grant every version and alias of the function.
        role: this.createRole(worker, scheduleGroup).withoutPolicyUpdates(),
        deadLetterQueue: worker.undelivered.queue,
        maxEventAge: Duration.minutes(maxAgeMinutes(schedule)),
        retryAttempts: 10,
        ...(schedule.input === undefined ? {} : { input: ScheduleTargetInput.fromObject(schedule.input) }),
      }),
    });
    alarms.ring(this, 'Dropped', {
      metric: scheduleGroup.metricFailedToBeSentToDLQ(),
      description: `${schedule.name} did not wake ${worker.wiring.name}, and the missed run is in no dead-letter queue either.`,
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
