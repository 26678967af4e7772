/** The alarms, and the one topic that they are told to. */
import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmOptions {
  /** What has gone up. */
  readonly metric: cloudwatch.IMetric;
  /** What it means and what to do about it; read by whoever is woken. */
  readonly description: string;
  /** The value at which it rings. @default 1 */
  readonly threshold?: number;
}

export interface SilenceOptions {
  /** What is counted whenever it happens, and not where it does not. */
  readonly metric: cloudwatch.Metric;
  readonly description: string;
  /** How long nothing may be counted; a week at most. */
  readonly hours: number;
}

export class Alarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Not encrypted by a key: CloudWatch cannot publish through the AWS managed one, and alarms tell no secrets.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy of its own loses the default one, which is what lets CloudWatch in.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    new CfnOutput(this, 'TopicArn', {
      value: this.topic.topicArn,
      description: 'Alarms go here. Subscribe the people on duty: aws sns subscribe --topic-arn <this> ...',
    });
  }

  /** Rings as soon as the metric reaches the threshold once. No data is good news: most of these count failures. */
  ring(scope: Construct, id: string, { metric, description, threshold = 1 }: AlarmOptions): void {
    const alarm = new cloudwatch.Alarm(scope, id, {
      metric,
      alarmDescription: description,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /**
   * Rings when something that was counted before is counted no more. CloudWatch knows nothing of what never was: as
   * breaching it would ring from the first day for what nobody uses, and as good news never. So no data is no data, and
   * what is told is the change to it, which only something that had data can make.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
   */
  ringOnSilence(scope: Construct, id: string, { metric, description, hours }: SilenceOptions): void {
    const alarm = new cloudwatch.Alarm(scope, id, {
      metric: metric.with({ period: Duration.hours(1), statistic: 'Sum' }),
      alarmDescription: description,
      // Whatever is counted is at least one, so this alarm is fine or without data.
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: hours,
      treatMissingData: cloudwatch.TreatMissingData.MISSING,
    });
    alarm.addInsufficientDataAction(new SnsAction(this.topic));
  }
}
