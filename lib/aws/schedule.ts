/** A clock that wakes a function. */
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
import type { WallClock, Schedule as Wired } from '../wiring.ts';
import type { Alarms } from './alarms.ts';
import type { WorkerFunction } from './worker-function.ts';

export interface ScheduleProps {
  /** When. */
  readonly schedule: Wired;
  /** Who is woken. */
  readonly worker: WorkerFunction;
  /** Told when the clock cannot wake it. */
  readonly alarms: Alarms;
}

const DAY_NAMES = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const cronOf = ({ minute, hour, weekDay, day, months }: WallClock) => ({
  minute: `${minute}`,
  hour: `${hour}`,
  // By their names: Scheduler begins to count with Sunday.
  ...(weekDay === undefined ? {} : { weekDay: DAY_NAMES[weekDay - 1] ?? '' }),
  ...(day === undefined ? {} : { day: `${day}` }),
  ...(months === undefined ? {} : { month: months.join(',') }),
});

const expressionOf = (schedule: Wired): ScheduleExpression =>
  'cron' in schedule
    ? ScheduleExpression.cron({ ...cronOf(schedule.cron), timeZone: TimeZone.of(schedule.timeZone) })
    : ScheduleExpression.rate(Duration.minutes(schedule.everyMinutes));

/** The longest that Scheduler retries, in minutes. */
const DAY = 24 * 60;

/** How long a turn that is late is still worth its while, in minutes: after that the next turn does it. */
const worthwhile = (schedule: Wired): number =>
  'cron' in schedule ? DAY : Math.min(schedule.everyMinutes, DAY);

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
        // Left alone by the target, which would also grant every version and alias of the function.
        role: this.createRole(worker, scheduleGroup).withoutPolicyUpdates(),
        deadLetterQueue: worker.undelivered.queue,
        maxEventAge: Duration.minutes(worthwhile(schedule)),
        retryAttempts: 10,
        ...(schedule.input === undefined ? {} : { input: ScheduleTargetInput.fromObject(schedule.input) }),
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
