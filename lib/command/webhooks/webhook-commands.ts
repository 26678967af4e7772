/** The commands that connect the tools that people already use. */
import { type Command, InvalidArgumentError } from 'commander';
import { didYouMean } from '../../../events/nearest.ts';
import { SENDERS } from '../../../functions/webhooks/model/normalized-event.ts';
import { dataOption, shared, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';
import type { SecretFor } from './webhook-secret.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addWebhookCommands(program: Command, around: Surroundings): void {
  program
    .command('webhook-secret')
    .argument(
      '<source>',
      `who sends: ${SENDERS.join(', ')}; or one source of theirs, like github:acme/app`,
      toSource,
    )
    .description('make the secret that deliveries are verified with, and print how to set up their sender')
    .addOption(dataOption('where it is stored'))
    .option('--plain', 'for a GitLab that does not sign but sends the secret itself')
    .action(async (source, options) =>
      (await import('./webhook-secret.ts')).runWebhookSecret(around, source, options),
    );
  withTargetOptions(program.command('tags'))
    .argument('<source>', 'the source that they are of, like github:acme/app')
    .argument('[file]', 'one tag a line; standard input without it')
    .description('print what each of a list of tags would be: a release, ignored, or waiting for a template')
    .option('--catalog <directory>', 'read the source from this catalog, not from a ledger')
    .addOption(shared('json'))
    .action(async (source, file, options) =>
      (await import('./read-tags.ts')).runTags(around, source, file, options),
    );
}

function toSource(text: string): SecretFor {
  const [kind = '', ...rest] = text.split(':');
  const name = rest.join(':');
  const sender = SENDERS.find((one) => one === kind.toLowerCase());
  if (sender !== undefined && !text.includes(':')) return { sender };
  if (sender === 'standard')
    throw new InvalidArgumentError('What is sent to standard has no source, so it has one secret.');
  if (sender !== undefined && NAME.test(name) && name.length <= MAX_NAME_LENGTH)
    return { sender, source: `${sender}:${name}` };
  const hint = didYouMean(kind, SENDERS, '.');
  throw new InvalidArgumentError(`There is no such source${hint} There are: ${SENDERS.join(', ')}.`);
}

const NAME = /^[\w.~:-]+(?:\/[\w.~-]+)*$/;
/** Encoded, it is the name of a file. */
const MAX_NAME_LENGTH = 120;
