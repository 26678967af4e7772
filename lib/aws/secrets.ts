/** The secrets of the wiring, each made by Secrets Manager: nobody has seen them, and no template holds them. */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { API_TOKEN_SECRET } from '../../functions/runtime/environment.ts';
import type { SecretName } from '../wiring.ts';

/** Letters and digits, 62 of them: 256 bits. A header carries them as they are. */
const LENGTH = 43;

/** The variable that a function finds the secret's ARN in. */
const variables: Readonly<Record<SecretName, string>> = { 'api-token': API_TOKEN_SECRET };

export class Secrets extends Construct {
  private readonly byName: Readonly<Record<SecretName, Secret>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.byName = { 'api-token': this.createApiToken() };
  }

  private createApiToken(): Secret {
    const secret = new Secret(this, 'ApiToken', {
      description: 'Opens the private API of Shipshape: Authorization: Bearer <this>.',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      // A new one is made with the next stack, and handed out like the first.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Whoever calls the API holds a copy of the token, so a rotation that nobody asked for would lock them out. A new value put in the secret is taken within five minutes (docs/operations.md).',
    });
    new CfnOutput(this, 'ApiTokenArn', {
      value: secret.secretArn,
      description: 'The API token: aws secretsmanager get-secret-value --secret-id <this>',
    });
    return secret;
  }

  environmentOf(names: readonly SecretName[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [variables[name], this.byName[name].secretArn]));
  }

  /** The value of this one secret, and nothing else about it. */
  grantRead(grantee: IGrantable, name: SecretName): Grant {
    const resourceArns = [this.byName[name].secretArn];
    return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns });
  }
}
