import { describe, expect, it } from '@jest/globals';
import { createWeb } from '../../functions/site/web/app.ts';
import { fixtureReads } from './fixture/releases.ts';
import { ask } from './fixture/request.ts';
import { words } from './fixture/words.ts';

const web = createWeb(fixtureReads());

const show = async (path: string) => words((await ask(web, path)).body);

describe('the quarantine', () => {
  it('shows who is not registered and what was not understood, each with what to do', async () => {
    const page = await show('/quarantine');
    expect(page).toMatch(
      /project in-place-update-of\S+ Nobody has started it: .* What to do: Send ProjectStarted for it/,
    );
    expect(page).toMatch(/Bad time BAD_TIME .* What to do: Correct the moment/);
    expect(page).toContain('9f86d081884c7d659a2feaa0c55ad015');
  });

  it('shows kinds and reasons that it has no words for, and that all is well when nothing is there', async () => {
    const unheard = { reason: 'NEW_REASON', message: 'm', digest: 'd', arrivedAt: 'some day' };
    const stranger = { entity: 'review', id: 'r', reason: 'nobody has registered it' };
    const reads = fixtureReads({ quarantined: async () => [unheard], unregistered: async () => [stranger] });
    const page = words((await ask(createWeb(reads), '/quarantine')).body);
    expect(page).toMatch(/Send the event that registers it.*NEW_REASON.*arrived some day/);
    const none = fixtureReads({ quarantined: async () => [], unregistered: async () => [] });
    expect(words((await ask(createWeb(none), '/quarantine')).body)).toContain(
      'Every event so far was understood.',
    );
  });
});

describe('the page of deliveries', () => {
  it('says of each sender when it was last seen, and what became of what it sent', async () => {
    const page = await show('/deliveries');
    expect(page).toMatch(/github ?Last seen .*26 Mar 2024 14:05.*, at least 45 in the last days/);
    expect(page).toContain('became facts');
    expect(page).toContain('and 42 like it since the line before');
    expect(page).toContain('Nothing came in the last days.');
  });

  it('says of what waits for a mapping why, and what to add to the catalog', async () => {
    const page = await show('/deliveries');
    expect(page).toContain('The catalog has no source of this name.');
    expect(page).toContain('project: &lt;project>');
  });

  it('says so when nothing waits', async () => {
    const reads = fixtureReads({ deliveries: async () => ({ sources: [], unattributed: [] }) });
    expect(words((await ask(createWeb(reads), '/deliveries')).body)).toContain(
      'Everything that came could be attributed.',
    );
  });
});
