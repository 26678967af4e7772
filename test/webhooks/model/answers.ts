/** A place where commands are answered in tests: its people, features and rubric. */
import { may } from '../../../functions/catalog/model/permissions.ts';
import { type Answer, answerCommands } from '../../../functions/webhooks/ingest/comment-commands.ts';
import type { CommandContext, CommandedFeature } from '../../../functions/webhooks/model/command.ts';
import type { Commanded } from '../../../functions/webhooks/model/normalized-event.ts';
import { person } from '../../catalog/model/import/catalogs.ts';
import { rubricOf } from '../../grades/model/facts.ts';
import { on } from '../../support/ledger-facts.ts';
import { commanded, originOf, PLACE, understood } from './events.ts';

const known = (record: ReturnType<typeof person>) => ({
  record,
  isGone: false,
  isFromFiles: true,
  saidAt: on('01-01'),
});

const features: readonly CommandedFeature[] = [
  { feature: 'sort', registered: true, team: 'search', project: 'rank' },
  { feature: 'find', registered: true, team: 'search' },
  { feature: 'new-sort', registered: true, team: 'search', project: 'rank', flag: 'sorting' },
  { feature: 'old', registered: true, retiredAt: on('01-05') },
  { feature: 'order', registered: true, renamedTo: 'sort' },
  { feature: 'noticed', registered: false },
];

export const context: CommandContext = {
  ...originOf({ train: 'server', project: 'own' }),
  people: new Map([
    ['ada', known(person({ name: 'Ada Ngo', accounts: ['github:ada'], teams: ['search'] }))],
    ['mira', known(person({ name: 'Mira', accounts: ['github:mira'], teams: ['writers'] }))],
  ]),
  feature: (id) => features.find(({ feature }) => feature === id),
  rubric: rubricOf(
    { category: 'docs', team: 'writers' },
    { category: 'fast', team: 'writers', policy: 'either' },
    { category: 'tests', team: 'writers', policy: 'check', check: 'facts.coverage > 1' },
  )[0],
  permits: (who, action, { id }) =>
    may(who, action, { what: `project ${id}`, team: 'search' }, { team: {}, approvals: undefined }),
};
export const unmappedContext: CommandContext = { ...context, origin: PLACE, record: undefined };

/** The only answer to one line. */
export function answerTo(
  line: string,
  fields: Partial<Commanded> = {},
  around: Partial<CommandContext> = {},
): Answer {
  const [answer, ...others] = answerCommands(commanded([line], fields), { ...context, ...around });
  if (answer === undefined || others.length > 0) throw new Error('one line has one answer');
  return answer;
}

/** The fields of the only fact that a line makes; or the reply, where it makes none. */
export function told(line: string, fields: Partial<Commanded> = {}, around: Partial<CommandContext> = {}) {
  const { facts, reply } = answerTo(line, fields, around);
  const [fact] = understood(facts);
  return fact === undefined ? reply : fact.detail;
}
