import { surroundings } from '../kernel/surroundings.ts';
import { publishFacts } from '../runtime/publish.ts';
import { webhookSecrets } from '../runtime/webhook-secrets.ts';
import { createIngest } from './app.ts';

export const handler = createIngest({
  secrets: webhookSecrets,
  now: () => new Date().toISOString(),
  receiving: () => ({ table: surroundings().store, publish: publishFacts }),
});
