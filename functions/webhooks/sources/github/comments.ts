/** Comments on issues and pull requests: commands for us stand in them. */
import * as z from 'zod';
import { moment, webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { COMMENT_MARK } from '../../../kernel/github/client.ts';
import { commandLines, MAX_COMMANDS } from '../reading/command-lines.ts';
import { numericId } from '../reading/names.ts';
import { ignored, reading, refused } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { labels, milestone } from './changes.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const schema = lazy(() =>
  z.object({
    comment: z.object({
      id: numericId(),
      body: z.string(),
      created_at: moment(),
      html_url: webAddress().optional(),
    }),
    issue: z.object({ title: z.string().min(1), labels: labels(), milestone: milestone() }),
  }),
);

/** Only of new ones: a command that is edited into an old comment would be given at the old one's moment. */
export function readComment(event: string, said: DeliveryRecord, payload: unknown): ParseResult {
  if (said.action !== 'created') return ignored(event, 'commands are taken from new comments');
  // Bots quote people, so a command by one could go round for ever.
  if (said.sender?.type === 'Bot') return ignored(event, 'commands are taken from people, not from bots');
  return reading(event, schema, payload, ({ comment, issue }) => {
    // Where our token is a person's and not an app's, our own comments do not come from a bot.
    if (comment.body.startsWith(COMMENT_MARK)) return ignored(event, 'Shipshape wrote it itself');
    const lines = commandLines(comment.body);
    const actor = actorOf(said);
    if (lines.length === 0) return ignored(event, 'there is no command in it');
    if (lines.length > MAX_COMMANDS)
      return refused(
        event,
        'BAD_FIELD',
        `comment.body has ${lines.length} commands, the most is ${MAX_COMMANDS}`,
      );
    if (actor === undefined) return refused(event, 'BAD_FIELD', 'sender is missing');
    return occurred(event, said, [
      {
        kind: 'commanded',
        id: idAt(said, ['comment', comment.id]),
        at: comment.created_at,
        actor,
        url: comment.html_url,
        lines,
        title: issue.title,
        labels: (issue.labels ?? []).map(({ name }) => name),
        milestone: issue.milestone?.title,
      },
    ]);
  });
}
