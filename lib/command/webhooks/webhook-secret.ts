/** `webhook-secret`: makes the secret that a sender's deliveries are verified by, keeps it, and says what to do with it. */
import { randomBytes } from 'node:crypto';
import { webhookSecret } from '../../../functions/kernel/environment.ts';
import { secretsIn } from '../../../functions/kernel/secrets.ts';
import type { Sender } from '../../../functions/webhooks/model/senders.ts';
import { readPrivateFile, writePrivateFile } from '../../local/private-file.ts';
import { linesIn, webhookSecretFile } from '../../local/secrets.ts';
import type { Surroundings } from '../catalog/import-catalog.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Terminal } from '../terminal.ts';
import { stepsAt } from './sender-setup.ts';

export interface WebhookSecretOptions {
  readonly data: string;
  /** For a GitLab that does not sign, and sends the secret itself. */
  readonly plain?: boolean;
}

const BYTES = 32;

/** Needs nobody's leave: a running host sees the new secret with the next delivery. @throws {CommandMisusedError} */
export function runWebhookSecret(
  { terminal, environment }: Pick<Surroundings, 'terminal' | 'environment'>,
  sender: Sender,
  { data, plain = false }: WebhookSecretOptions,
): void {
  if (plain && sender !== 'gitlab') throw new CommandMisusedError('--plain is for gitlab only.');
  const file = webhookSecretFile(data, sender);
  const before = current(file, sender, terminal);
  const secret = fresh(sender, plain);
  // A sender is given the new one later than we are: until then it signs with the one before.
  writePrivateFile(file, `${[secret, ...(before === undefined ? [] : [before])].join('\n')}\n`);
  const lines = [
    `The secret of ${sender}, shown this once: ${secret}`,
    `It is kept in ${file}, and a running \`npm start\` takes it from now on.`,
    ...warnings(sender, environment),
    ...steps(sender, plain),
    ...retiring(file, before),
    ...onAws(sender, file),
  ];
  terminal.out(lines.join('\n'));
}

function fresh(sender: Sender, isPlain: boolean): string {
  const isSigning = sender === 'standard' || (sender === 'gitlab' && !isPlain);
  const bytes = randomBytes(BYTES);
  return isSigning ? `whsec_${bytes.toString('base64')}` : bytes.toString('hex');
}

/** What deliveries are signed with so far; one that cannot be used is none. */
function current(file: string, sender: Sender, terminal: Terminal): string | undefined {
  const words = { what: `the secret of ${sender}`, instead: 'Delete it, and run this again.' };
  const text = readPrivateFile(file, words, (_level, message) => terminal.err(`${message}\n`));
  return text === undefined ? undefined : secretsIn(sender, linesIn(text))?.[0];
}

function warnings(sender: Sender, environment: NodeJS.ProcessEnv): string[] {
  const name = webhookSecret(sender);
  return environment[name] === undefined
    ? []
    : [`Mind: ${name} is set here, and a host that has it takes that and not the file.`];
}

function steps(sender: Sender, isPlain: boolean): string[] {
  const address = `https://<your address>/webhooks/${sender}`;
  return [
    '',
    ...stepsAt[sender]({ address, isPlain }).map((step, at) => `${at + 1}. ${step}`),
    '',
    `On this machine the address is http://localhost:3000/webhooks/${sender} (or the --port that you chose). Others reach it`,
    'only through a tunnel or proxy that sends "Host: localhost".',
  ];
}

const retiring = (file: string, before: string | undefined): string[] =>
  before === undefined
    ? []
    : [
        '',
        'The secret before this one is still taken, so that nothing is lost meanwhile. When the sender has the new one,',
        `delete the second line of ${file}: it is refused from then on.`,
      ];

const onAws = (sender: Sender, file: string): string[] => {
  const output = `Webhook${sender.charAt(0).toUpperCase()}${sender.slice(1)}Arn`;
  return [
    '',
    `On AWS, put it into the secret that the deployment printed as …${output}, before you give it to the sender:`,
    `  aws secretsmanager put-secret-value --secret-id <that ARN> --secret-string "$(head -n 1 '${file}')"`,
    'It is taken within five minutes, and the one before it beside it until you put the new one once more.',
  ];
};
