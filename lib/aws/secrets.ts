/** The secrets of the wiring, each made by Secrets Manager: nobody has seen them, and no template holds them. */
import { CfnOutput, RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { API_TOKEN_SECRET, CHANNELS_SECRET, GITHUB_TOKEN_SECRET, LINKS_KEY_SECRET, WEBHOOK_SECRETS } from '../../functions/kernel/environment.ts';
import { UNFILLED } from '../../functions/kernel/secrets.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/senders.ts';
import type { SecretName } from '../wiring.ts';

/** Letters and digits, 62 of them: 256 bits. A header carries them as they are. */
const TOKEN_LENGTH = 43;
/** One more makes them the base64 of whole bytes, which a key of Standard Webhooks is. */
const KEY_LENGTH = 44;

const NOT_ROTATED = {
  id: 'AwsSolutions-SMG4',
  reason:
    'Whoever calls holds a copy of the secret, so a rotation that nobody asked for would lock them out. A new value put in the secret is taken within five minutes, and beside it the one before, where it signs webhooks (docs/operations-aws.md).',
};

interface Made {
  readonly id: string;
  /** Of what is made; absent where it comes from somebody else, who has to put it there. */
  readonly length?: number;
  /** What it is for, in the console. */
  readonly does: string;
  /** How people come by it, at the end of a deployment. */
  readonly output: string;
}

const apiToken: Made = {
  id: 'ApiToken',
  length: TOKEN_LENGTH,
  does: 'Opens the private API of Shipshape: Authorization: Bearer <this>.',
  output: 'The API token: aws secretsmanager get-secret-value --secret-id <this>',
};

const githubApi: Made = {
  id: 'GithubApi',
  does: 'A token for the API of GitHub, to look for what webhooks missed. As long as it is none, nobody looks.',
  output: 'To look for what webhooks missed: aws secretsmanager put-secret-value --secret-id <this>',
};

const channels: Made = {
  id: 'Channels',
  does: 'Where channels lead, as JSON: {"name-of-a-channel": {"url": "https://…"}}. As long as it is none, those that need an address are not spoken through.',
  output: 'To tell people through Slack and webhooks: aws secretsmanager put-secret-value --secret-id <this>',
};

const links: Made = {
  id: 'Links',
  length: TOKEN_LENGTH,
  does: 'What the links in messages are signed with. Another one ends all that are out.',
  output: 'To end all links in messages: aws secretsmanager put-secret-value --secret-id <this>',
};

/** The variable in which a function finds the ARN of a secret of its own. */
const VARIABLES: ReadonlyMap<SecretName, string> = new Map([
  ['api-token', API_TOKEN_SECRET],
  ['github-api', GITHUB_TOKEN_SECRET],
  ['channels', CHANNELS_SECRET],
  ['links', LINKS_KEY_SECRET],
]);

const webhook = (sender: Sender): Made => ({
  id: `Webhook${sender.charAt(0).toUpperCase()}${sender.slice(1)}`,
  length: KEY_LENGTH,
  does: `What the webhooks of ${sender} are verified by. Give it to ${sender}, or put here what ${sender} gave you.`,
  output: `To connect ${sender}: npm run shipshape -- webhook-secret ${sender}`,
});

export class Secrets extends Construct {
  private readonly byName: Readonly<Record<SecretName, Secret>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.byName = {
      'api-token': this.create(apiToken),
      'github-api': this.create(githubApi),
      channels: this.create(channels),
      links: this.create(links),
      'webhook-github': this.create(webhook('github')),
      'webhook-gitlab': this.create(webhook('gitlab')),
      'webhook-launchdarkly': this.create(webhook('launchdarkly')),
      'webhook-unleash': this.create(webhook('unleash')),
      'webhook-standard': this.create(webhook('standard')),
    };
  }

  private create({ id, length, does, output }: Made): Secret {
    const secret = new Secret(this, id, {
      description: does,
      ...(length === undefined
        ? { secretStringValue: SecretValue.unsafePlainText(UNFILLED) }
        : { generateSecretString: { passwordLength: length, excludePunctuation: true } }),
      // A new one is made with the next stack, and handed out like the first.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge(NOT_ROTATED);
    new CfnOutput(this, `${id}Arn`, { value: secret.secretArn, description: output });
    return secret;
  }

  /** The variables that a function finds the ARNs of its secrets in. */
  environmentOf(names: readonly SecretName[]): Record<string, string> {
    const webhooks = SENDERS.filter((sender) => names.includes(`webhook-${sender}`)).map(
      (sender) => [sender, this.byName[`webhook-${sender}`].secretArn] as const,
    );
    const own = names.flatMap((name) => {
      const variable = VARIABLES.get(name);
      return variable === undefined ? [] : [[variable, this.byName[name].secretArn] as const];
    });
    return {
      ...Object.fromEntries(own),
      ...(webhooks.length > 0
        ? { [WEBHOOK_SECRETS]: Stack.of(this).toJsonString(Object.fromEntries(webhooks)) }
        : {}),
    };
  }

  /** The value of this one secret, and nothing else about it. */
  grantRead(grantee: IGrantable, name: SecretName): Grant {
    const resourceArns = [this.byName[name].secretArn];
    return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns });
  }
}
