/** The secrets of the wiring. Secrets Manager generates them, so no template holds them. */
import { CfnOutput, RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import {
  API_TOKEN_SECRET,
  CHANNELS_SECRET,
  GITHUB_TOKEN_SECRET,
  LINKS_KEY_SECRET,
  OIDC_CLIENT_SECRET_SECRET,
  SESSION_KEYS_SECRET,
  WEBHOOK_SECRETS,
} from '../../functions/kernel/environment.ts';
import { UNFILLED } from '../../functions/kernel/secrets.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/normalized-event.ts';
import { forSecrets, type SecretName } from '../wiring-shape.ts';

/** Letters and digits hold 256 bits at this length, and a header carries them as they are. */
const TOKEN_LENGTH = 43;
/** A key of Standard Webhooks is base64 of whole bytes, which this length is. */
const KEY_LENGTH = 44;

const NOT_ROTATED = {
  id: 'AwsSolutions-SMG4',
  reason:
    'Callers hold a copy of the secret, so an automatic rotation would lock them out. A new value is used within five minutes; for webhooks the previous one is accepted beside it (docs/operations-aws.md).',
};

interface SecretSpec {
  readonly id: string;
  /** The variable in which a function finds its ARN; those of webhooks share one. */
  readonly variable?: string;
  /** Of a secret that is generated; absent where people have to put a value there. */
  readonly length?: number;
  /** What it is for, in the console. */
  readonly does: string;
  /** How people come by it, at the end of a deployment. */
  readonly output: string;
}

const apiToken: SecretSpec = {
  id: 'ApiToken',
  variable: API_TOKEN_SECRET,
  length: TOKEN_LENGTH,
  does: 'Opens the private API of Shipshape: Authorization: Bearer <this>.',
  output: 'The API token: aws secretsmanager get-secret-value --secret-id <this>',
};

const githubApi: SecretSpec = {
  id: 'GithubApi',
  variable: GITHUB_TOKEN_SECRET,
  does: 'A token for the API of GitHub, to find what webhooks missed. Until it is set, nothing is reconciled.',
  output: 'To find what webhooks missed: aws secretsmanager put-secret-value --secret-id <this>',
};

const channels: SecretSpec = {
  id: 'Channels',
  variable: CHANNELS_SECRET,
  does: 'Where channels lead, as JSON: {"name-of-a-channel": {"url": "https://…"}}. Until it is set, channels that need an address are not used.',
  output:
    'To notify people through Slack and webhooks: aws secretsmanager put-secret-value --secret-id <this>',
};

const links: SecretSpec = {
  id: 'Links',
  variable: LINKS_KEY_SECRET,
  length: TOKEN_LENGTH,
  does: 'The key that the links in messages are signed with. A new value ends all links that were sent.',
  output: 'To end all links in messages: aws secretsmanager put-secret-value --secret-id <this>',
};

const sessions: SecretSpec = {
  id: 'Sessions',
  variable: SESSION_KEYS_SECRET,
  length: TOKEN_LENGTH,
  does: 'The keys of sessions, one a line, the current one first. A key that is taken out ends the sessions under it.',
  output: 'To end all sessions: aws secretsmanager put-secret-value --secret-id <this>',
};

const oidcClient: SecretSpec = {
  id: 'OidcClient',
  variable: OIDC_CLIENT_SECRET_SECRET,
  does: 'The secret of the client at the provider that people sign in at. Until it is set, Shipshape is a public client there.',
  output: 'For signing in at a provider: aws secretsmanager put-secret-value --secret-id <this>',
};

const webhook = (sender: Sender): SecretSpec => ({
  id: `Webhook${sender.charAt(0).toUpperCase()}${sender.slice(1)}`,
  length: KEY_LENGTH,
  does: `Verifies the webhooks of ${sender}. Give it to ${sender}, or put here the one that ${sender} gave you.`,
  output: `To connect ${sender}: npm run shipshape -- webhook-secret ${sender}`,
});

interface CreatedSecret {
  readonly arn: string;
  readonly variable: string | undefined;
}

export class Secrets extends Construct {
  private readonly byName: Readonly<Record<SecretName, CreatedSecret>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const own = {
      'api-token': this.create(apiToken),
      'github-api': this.create(githubApi),
      channels: this.create(channels),
      links: this.create(links),
      sessions: this.create(sessions),
      'oidc-client': this.create(oidcClient),
    };
    this.byName = forSecrets(own, (sender) => this.create(webhook(sender)));
  }

  private create({ id, variable, length, does, output }: SecretSpec): CreatedSecret {
    const secret = new Secret(this, id, {
      description: does,
      ...(length === undefined
        ? { secretStringValue: SecretValue.unsafePlainText(UNFILLED) }
        : { generateSecretString: { passwordLength: length, excludePunctuation: true } }),
      // The next stack makes a new one, and people hand it out as they did the first.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge(NOT_ROTATED);
    new CfnOutput(this, `${id}Arn`, { value: secret.secretArn, description: output });
    return { arn: secret.secretArn, variable };
  }

  /** The variables in which a function finds the ARNs of its secrets. */
  environmentOf(names: readonly SecretName[]): Record<string, string> {
    const webhooks = SENDERS.filter((sender) => names.includes(`webhook-${sender}`));
    const arns = webhooks.map((sender) => [sender, this.byName[`webhook-${sender}`].arn]);
    const own = names.flatMap((name) => {
      const { variable, arn } = this.byName[name];
      return variable === undefined ? [] : [[variable, arn]];
    });
    return {
      ...Object.fromEntries(own),
      ...(arns.length > 0 && { [WEBHOOK_SECRETS]: Stack.of(this).toJsonString(Object.fromEntries(arns)) }),
    };
  }

  /** The value of this one secret, and nothing else about it. */
  grantRead(grantee: IGrantable, name: SecretName): Grant {
    const resourceArns = [this.byName[name].arn];
    return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns });
  }
}
