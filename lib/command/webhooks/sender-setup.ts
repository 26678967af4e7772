/** What people do at a sender so that its deliveries come here, step by step. */
import type { Sender } from '../../../functions/webhooks/model/senders.ts';

export interface Setup {
  /** Where deliveries go. */
  readonly address: string;
  /** Whether GitLab is to send the secret itself, where it cannot sign. */
  readonly isPlain: boolean;
}

/** In the words that the sender's own pages use. */
export const stepsAt: Readonly<Record<Sender, (setup: Setup) => readonly string[]>> = {
  github: ({ address }) => [
    'Open the repository (or the organization) at GitHub: Settings > Webhooks > Add webhook.',
    `Payload URL: ${address}`,
    'Content type: application/json',
    'Secret: the secret above.',
    'Which events: "Let me select individual events", then Pull requests, Releases, Milestones, Branch or tag creation, Pushes, Issue comments.',
    'Add webhook. GitHub sends a ping: "Recent Deliveries" shows that it was answered with 200.',
  ],
  gitlab: ({ address, isPlain }) => [
    'Open the project (or the group) at GitLab: Settings > Webhooks > Add new webhook.',
    `URL: ${address}`,
    isPlain
      ? 'Secret token: the secret above.'
      : 'Signing token: the secret above. (Your GitLab has only "Secret token"? Make another secret with --plain.)',
    'Trigger: Tag push events, Merge request events, Releases events, Milestone events, Feature flag events.',
    'Add webhook, then Test > Tag push events: it is answered with 200 or 202.',
  ],
  launchdarkly: ({ address }) => [
    'Open LaunchDarkly: Organization settings > Integrations > Webhooks > Add integration.',
    `URL: ${address}`,
    'Check "Sign this webhook". Secret: the secret above.',
    'Policy: allow all actions ("*") on proj/<your project>:env/<your production environment>:flag/*',
    'Save settings, and turn a flag of that environment off and on.',
  ],
  unleash: ({ address }) => [
    'Open Unleash: Integrations > Webhook.',
    `Webhook URL: ${address}`,
    'Content-Type: application/json. Authorization: the secret above. Body template: leave it empty.',
    'Events: feature-environment-enabled, feature-environment-disabled. Environments: production.',
    'Save, and turn a flag of that environment off and on.',
  ],
  standard: ({ address }) => [
    `POST the fact as JSON to ${address}, with Content-Type: application/json`,
    'Body: {"source": "shipshape", "detail-type": "…", "detail": {…}} as in events/samples, a list of up to 100, or CloudEvents.',
    'Sign it with the secret above as Standard Webhooks say (headers webhook-id, webhook-timestamp, webhook-signature): https://www.standardwebhooks.com has libraries.',
    'Send the same webhook-id when you send it again; what is answered 503 is to be sent again.',
  ],
};
