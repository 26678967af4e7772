import { describe, expect, test } from '@jest/globals';
import { answerCommands, featuresAsked } from '../../../functions/webhooks/ingest/comment-commands.ts';
import { on } from '../../support/ledger-facts.ts';
import { answerTo, context, told, unmappedContext } from '../model/answers.ts';
import { commanded, originOf, understood } from '../model/events.ts';

const USAGE =
  '/ship [feature] [in release] [on|off]; /exempt [release] reason; /star category [feature] [na|revoke] [comment].';

describe('A command', () => {
  test('is answered line by line, each fact with an id of its own, said by a person and to be seen', () => {
    const lines = ['/ship sort in 5.4', '/lgtm', '/SHIP find in 5.4'];
    const answers = answerCommands(commanded(lines), context);
    expect(answers.map(({ line, outcome }) => [line, outcome])).toEqual([
      ['/ship sort in 5.4', 'done'],
      ['/lgtm', 'unknown'],
      ['/SHIP find in 5.4', 'done'],
    ]);
    const common = { occurredAt: on('03-01T12:00'), actor: 'person:ada', evidence: 'https://example.com/5' };
    expect(understood(answers.flatMap(({ facts }) => facts))).toMatchObject([
      { type: 'FeatureShipped', detail: { ...common, id: 'github:1:comment:9:0', feature: 'sort' } },
      { type: 'FeatureShipped', detail: { ...common, id: 'github:1:comment:9:2', feature: 'find' } },
    ]);
  });

  test('of someone whom the catalog does not know is refused', () => {
    for (const line of ['/ship sort in 5.4', '/exempt 5.4 no time', '/star docs sort'])
      expect(told(line, { actor: 'github:eve' })).toBe(
        'Nothing was recorded: only people in the catalog can give commands, and the account of the author belongs to none of them.',
      );
  });

  test('of somebody who does not belong to the repository is refused, unless the source says otherwise', () => {
    const line = '/ship sort in 5.4';
    for (const association of ['OWNER', 'MEMBER', 'COLLABORATOR', undefined])
      expect(answerTo(line, { association }).outcome).toBe('done');
    for (const association of ['NONE', 'FIRST_TIMER', 'CONTRIBUTOR', 'anything'])
      expect(told(line, { association })).toBe(
        `Nothing was recorded: commands are taken from OWNER, MEMBER and COLLABORATOR of the repository, and the author is "${association}": commandsFrom of the source says who can.`,
      );
    const record = { ...context.record, commandsFrom: ['CONTRIBUTOR' as const] };
    expect(answerTo(line, { association: 'CONTRIBUTOR' }, { record }).outcome).toBe('done');
    expect(answerTo(line, { association: 'OWNER' }, { record }).outcome).toBe('refused');
  });

  test('is answered without the name of its speaker, whether it is recorded or not', () => {
    const gone = new Map([...context.people].map(([id, known]) => [id, { ...known, isGone: true }]));
    for (const line of ['/ship sort in 5.4', '/exempt 5.4 no time', '/star fast sort'])
      for (const people of [context.people, gone])
        expect(answerTo(line, {}, { people }).reply).not.toMatch(/Ada|Ngo/);
  });

  test('that nobody knows is answered with those there are, and the nearest', () => {
    expect(answerTo('/shp sort')).toEqual({
      line: '/shp sort',
      outcome: 'unknown',
      facts: [],
      to: [],
      reply: `There is no command "/shp", did you mean /ship? There are: ${USAGE}`,
    });
    expect(answerTo('/approve').reply).toBe(`There is no command "/approve". There are: ${USAGE}`);
    expect(answerTo('/__proto__').outcome).toBe('unknown');
    expect(answerTo('').outcome).toBe('unknown');
  });

  test('whose fact nobody would understand is refused with the reason', () => {
    expect(told('/ship sort in 5.4', { at: '1970-01-01T00:00:00Z' })).toBe(
      'Nothing was recorded: occurredAt is outside the years 2000 to 2199.',
    );
  });

  test('is answered on one short line whatever is in it', () => {
    for (const word of ['x'.repeat(1_000_000), '\u001b[31m\u202e', '`@all` <img>', '__proto__', '\ud800']) {
      for (const line of [
        word,
        `/ship ${word}`,
        `/exempt ${word}`,
        `/star ${word}`,
        `/star docs sort ${word} na`,
      ]) {
        const answer = answerTo(line, { labels: [word], milestone: word, title: word });
        expect(answer.reply.length).toBeLessThanOrEqual(2000);
        expect(answer.line.length).toBeLessThanOrEqual(200);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
        expect(answer.reply).not.toMatch(/[\u0000-\u001f\u202e]/);
        understood(answer.facts);
      }
    }
  });
});

describe('The features that answers ask for', () => {
  const asked = (lines: string[], labels: string[] = []) =>
    featuresAsked(
      commanded(lines, { labels }),
      originOf({ rules: [{ when: { label: 'x' }, feature: 'ruled' }] }),
    );

  test('are those that rules, labels and commands name', () => {
    expect(asked(['/ship sort', '/star docs feature:find', '/exempt sort', '/lgtm sort'])).toEqual([
      'sort',
      'find',
    ]);
    expect(asked(['/ship', '/star docs'], ['feature/b', 'feature/a'])).toEqual(['a', 'b']);
    expect(asked(['/ship ruled'], ['x'])).toEqual(['ruled']);
    expect(asked([`/ship ${'x'.repeat(300)}`, '/__proto__ a', '/star'], ['project/'])).toEqual([]);
  });

  test('are all that answers ask for', () => {
    const lines = [
      '/ship sort',
      '/ship',
      '/star docs find',
      '/star docs na no page',
      '/star fast new-sort why not',
    ];
    for (const around of [context, unmappedContext]) {
      const wanted = commanded(lines, { labels: ['feature/order'] });
      const found = new Set<string>();
      answerCommands(wanted, {
        ...around,
        feature: (id) => {
          found.add(id);
          return context.feature(id);
        },
      });
      expect(featuresAsked(wanted, around)).toEqual(expect.arrayContaining([...found]));
      expect(found).toContain('order');
    }
  });
});
