/** The permission to send traces: the one statement of this app whose resource is a wildcard. */
import { Validations } from 'aws-cdk-lib';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class Tracing extends Construct {
  private readonly policy: Policy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.policy = new Policy(this, 'Policy', {
      statements: [
        new PolicyStatement({
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
      ],
    });
    Validations.of(this.policy).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray has no resource to name for these two write-only calls: they take "*" or nothing (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).',
    });
  }

  /** @param user what is created after the permission: Lambda refuses active tracing to a role that lacks it. */
  grantSend(role: IRole, user: Construct): void {
    this.policy.attachToRole(role);
    user.node.addDependency(this.policy);
  }
}
