import { publishFacts } from '../../kernel/bus/publish.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { webhookSecrets } from '../webhook-secrets.ts';
import { createIngest } from './app.ts';

export const handler = createIngest({
  secrets: webhookSecrets,
  now: () => new Date().toISOString(),
  receiving: () => ({ table: surroundings().store, publish: publishFacts }),
});
