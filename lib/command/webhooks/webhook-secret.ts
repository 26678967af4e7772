/** `webhook-secret`: makes and stores the secret of a sender's deliveries, and says how to set up the sender. */
import { randomBytes } from 'node:crypto';
import { webhookSecret } from '../../../functions/kernel/environment.ts';
import { secretsIn } from '../../../functions/kernel/secrets.ts';
import type { Sender } from '../../../functions/webhooks/model/normalized-event.ts';
import { readPrivateFile, writePrivateFile } from '../../local/private-file.ts';
import { linesIn, sourceSecretFile, webhookSecretFile } from '../../local/secrets.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings, Terminal } from '../terminal.ts';

/** Who sends, and the one source that the secret is for, if not for all. */
export interface SecretFor {
  readonly sender: Sender;
  readonly source?: string;
}

export interface WebhookSecretOptions {
  readonly data: string;
  /** For a GitLab that does not sign but sends the secret itself. */
  readonly plain?: boolean;
}

const BYTES = 32;

/** A running host uses the new secret from the next delivery on. @throws {CommandMisusedError} */
export function runWebhookSecret(
  { terminal, environment }: Pick<Surroundings, 'terminal' | 'environment'>,
  { sender, source }: SecretFor,
  { data, plain = false }: WebhookSecretOptions,
): void {
  if (plain && sender !== 'gitlab') throw new CommandMisusedError('--plain is for gitlab only.');
  const of = source ?? sender;
  const file = source === undefined ? webhookSecretFile(data, sender) : sourceSecretFile(data, source);
  const before = current(file, sender, of, terminal);
  const secret = fresh(sender, plain);
  // The sender gets the new secret later than this host does, and signs with the previous one until then.
  writePrivateFile(file, `${[secret, ...(before === undefined ? [] : [before])].join('\n')}\n`);
  const name = webhookSecret(sender);
  const lines = [
    `The secret of ${of}, shown this once: ${secret}`,
    `It is stored in ${file}, and a running \`npm start\` uses it from now on.`,
    source !== undefined
      ? `From now on a delivery of ${source} is refused under any other secret, and this one speaks for no other source.`
      : undefined,
    environment[name] === undefined || source !== undefined
      ? undefined
      : `Note: ${name} is set here, and a host that has it uses that and not the file.`,
    ...steps(sender, plain),
    ...(before === undefined ? [] : retiring(file)),
    ...(source === undefined ? onAws(sender, file) : sourceOnAws(sender, source)),
  ];
  terminal.out(lines.filter((line) => line !== undefined).join('\n'));
}

function fresh(sender: Sender, isPlain: boolean): string {
  const isSigning = sender === 'standard' || (sender === 'gitlab' && !isPlain);
  const bytes = randomBytes(BYTES);
  return isSigning ? `whsec_${bytes.toString('base64')}` : bytes.toString('hex');
}

/** The secret so far, where there is one that can be used. */
function current(file: string, sender: Sender, of: string, terminal: Terminal): string | undefined {
  const words = { what: `the secret of ${of}`, instead: 'Delete it, and run this again.' };
  const text = readPrivateFile(file, words, (_level, message) => terminal.err(`${message}\n`));
  return text === undefined ? undefined : secretsIn(sender, linesIn(text))?.[0];
}

const steps = (sender: Sender, isPlain: boolean): string[] => [
  '',
  ...stepsAt[sender](`https://<your address>/webhooks/${sender}`, isPlain).map(
    (step, at) => `${at + 1}. ${step}`,
  ),
  '',
  `On this machine the address is http://localhost:3000/webhooks/${sender} (or the --port that you chose). Others reach it`,
  'only through a tunnel or proxy that sends "Host: localhost".',
];

const retiring = (file: string): string[] => [
  '',
  'The previous secret is still accepted, so that nothing is lost meanwhile. When the sender has the new one,',
  `delete the second line of ${file}: it is refused from then on.`,
];

const outputOf = (sender: Sender) => `Webhook${sender.charAt(0).toUpperCase()}${sender.slice(1)}Arn`;

const sourceOnAws = (sender: Sender, source: string): string[] => [
  '',
  `On AWS, the secret that the deployment printed as …${outputOf(sender)} holds JSON then, with a name for each source:`,
  `  {"": "<the secret of ${sender}>", "${source}": "<the secret above>"}`,
];

const onAws = (sender: Sender, file: string): string[] => {
  const output = outputOf(sender);
  return [
    '',
    `On AWS, put it into the secret that the deployment printed as …${output}, before you give it to the sender:`,
    `  aws secretsmanager put-secret-value --secret-id <that ARN> --secret-string "$(head -n 1 '${file}')"`,
    'It is accepted within five minutes. The previous one is accepted too, until you put the new one once more.',
  ];
};

const forgejoSteps = (software: string, address: string): readonly string[] => [
  `Open the repository (or the organization) at ${software}: Settings > Webhooks > Add webhook > ${software}.`,
  `Target URL: ${address}`,
  'HTTP method: POST. POST content type: application/json. Secret: the secret above.',
  'Trigger on: custom events, then Pull request, Issue comment and Release. (Its tags have no moment: publish a release of each.)',
  'Add webhook, and publish a release or merge a pull request: "Recent deliveries" shows 200 or 202.',
];

/** In the words that the sender's own pages use. */
const stepsAt: Readonly<Record<Sender, (address: string, isPlain: boolean) => readonly string[]>> = {
  github: (address) => [
    'Open the repository (or the organization) at GitHub: Settings > Webhooks > Add webhook.',
    `Payload URL: ${address}`,
    'Content type: application/json',
    'Secret: the secret above.',
    'Which events: "Let me select individual events", then Pull requests, Releases, Milestones, Branch or tag creation, Pushes, Issue comments.',
    'Add webhook. GitHub sends a ping: "Recent Deliveries" shows that it was answered with 200.',
  ],
  gitlab: (address, isPlain) => [
    'Open the project (or the group) at GitLab: Settings > Webhooks > Add new webhook.',
    `URL: ${address}`,
    isPlain
      ? 'Secret token: the secret above.'
      : 'Signing token: the secret above. (Your GitLab has only "Secret token"? Make another secret with --plain.)',
    'Trigger: Tag push events, Merge request events, Releases events, Milestone events, Feature flag events.',
    'Add webhook, then Test > Tag push events: it is answered with 200 or 202.',
  ],
  forgejo: (address) => forgejoSteps('Forgejo', address),
  gitea: (address) => forgejoSteps('Gitea', address),
  launchdarkly: (address) => [
    'Open LaunchDarkly: Organization settings > Integrations > Webhooks > Add integration.',
    `URL: ${address}`,
    'Check "Sign this webhook". Secret: the secret above.',
    'Policy: allow all actions ("*") on proj/<your project>:env/<your production environment>:flag/*',
    'Save settings, and turn a flag of that environment off and on.',
  ],
  unleash: (address) => [
    'Open Unleash: Integrations > Webhook.',
    `Webhook URL: ${address}`,
    'Content-Type: application/json. Authorization: the secret above. Body template: leave it empty.',
    'Events: feature-environment-enabled, feature-environment-disabled. Environments: production.',
    'Save, and turn a flag of that environment off and on.',
  ],
  posthog: (address) => [
    'Open PostHog: Data pipelines > Destinations > New > HTTP Webhook, or call it yourself when a flag changes.',
    `Webhook URL: ${address}, method POST, header Authorization: the secret above.`,
    'Body: {"timestamp": …, "project": {"id": …, "url": …}, "flag": {"key": …, "active": …, "filters": …}} as in the API of flags.',
    'Instead of filters, "rollout": {"effectively_full_rollout": …, "has_targeting_conditions": …} says who gets the flag.',
    'Send one for each flag that a rule or feature names, so that its default is known.',
  ],
  configcat: (address) => [
    'Open ConfigCat: Webhooks > Add webhook. The environment is the production one.',
    `URL: ${address}, method POST, header Content-Type: application/json.`,
    'Body: {"configId": "##ConfigId##", "environmentId": "##EnvironmentId##", "details": ##ChangeDetails##}',
    'Verification: ConfigCat makes the signing key itself. Put it into the file above in place of the secret.',
    'Save, and turn a flag of that environment off and on. Only "key: false ➔ true" is read; targeting is quarantined.',
  ],
  standard: (address) => [
    `POST the fact as JSON to ${address}, with Content-Type: application/json`,
    'Body: {"source": "shipshape", "detail-type": "…", "detail": {…}} as in events/samples, a list of up to 100, or CloudEvents.',
    'Sign it with the secret above as Standard Webhooks say (headers webhook-id, webhook-timestamp, webhook-signature): https://www.standardwebhooks.com has libraries.',
    'Send the same webhook-id when you send it again; what is answered 503 is to be sent again.',
  ],
};
