/** How alarms ring, and the one topic that they notify. */
import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

interface AlarmOptions {
  readonly metric: cloudwatch.IMetric;
  /** What it means and what to do about it, for the person on duty. */
  readonly description: string;
  /** The value at which it rings. @default 1 */
  readonly threshold?: number;
}

interface SilenceOptions extends Pick<AlarmOptions, 'description'> {
  /** Has a value whenever the thing happens, and none otherwise. */
  readonly metric: cloudwatch.Metric;
  /** How long it may have no value; a week at most. */
  readonly hours: number;
}

export class Alarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Without a key: CloudWatch cannot publish to a topic with the AWS managed one, and alarms hold no secrets.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with its own policy loses the default one, which lets CloudWatch publish.
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

  /** Rings as soon as the metric reaches the threshold once. No data is good: most of these metrics count failures. */
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
   * Rings when a metric that had data has none any more. "Breaching" would ring from the first day for senders that
   * nobody uses, and "not breaching" never. So missing data is left as missing, and the alarm acts on the change to
   * "insufficient data", which only a metric that had data can make.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
   */
  ringOnSilence(scope: Construct, id: string, { metric, description, hours }: SilenceOptions): void {
    const alarm = new cloudwatch.Alarm(scope, id, {
      metric: metric.with({ period: Duration.hours(1), statistic: 'Sum' }),
      alarmDescription: description,
      // Every value is at least one, so this alarm is either OK or without data.
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: hours,
      treatMissingData: cloudwatch.TreatMissingData.MISSING,
    });
    alarm.addInsufficientDataAction(new SnsAction(this.topic));
  }
}
