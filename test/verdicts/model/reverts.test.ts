import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { judge } from '../../../functions/verdicts/model/judge.ts';
import { cycle, merged, on, projectStarted, reverted, workOf } from '../../support/ledger-facts.ts';

const judged = (...facts: readonly Fact[]) => judge(workOf([projectStarted('01-01', {}), ...facts]), cycle);

const at = (number: number) => `https://github.com/acme/app/pull/${number}`;
const source = 'github:acme/app';
const change = merged('03-10', { id: 'one', title: 'offline mode', url: at(7), source });
const revert = reverted('03-12', { id: 'r', reverts: { url: at(7) } });
const reapply = reverted('03-14', {
  id: 'a',
  url: at(9),
  title: 'Reapply "feat: offline mode"',
  reverts: { title: 'Revert "feat: offline mode"' },
});
const again = merged('03-14', {
  id: 'two',
  title: 'Reapply "feat: offline mode"',
  url: at(9),
  source,
  reapplies: { title: 'Revert "feat: offline mode"' },
});

describe('A change that is reverted in its window', () => {
  test('does not count, and stays in the evidence with its revert', () => {
    const verdict = judged(change, revert);
    expect(verdict).toMatchObject({ verdict: 'shipped-nothing', timing: { changes: 0 } });
    expect(verdict?.because).toContain('reverted');
    expect(verdict?.evidence).toMatchObject([
      {
        event: 'one',
        counts: false,
        because: 'it was reverted by “Revert "feat: offline mode"”',
        corrections: [{ kind: 'reverted', event: 'r', at: on('03-12'), url: at(8) }],
      },
    ]);
  });

  test.each([
    ['address', { url: at(7) }],
    ['title', { title: 'offline mode' }],
    ['commit', { commit: 'abcdef0123456789' }],
  ])('is named by its %s', (_name, reverts) => {
    const merge = merged('03-10', { title: 'offline mode', url: at(7), source, commit: 'abcdef0123456789' });
    expect(judged(merge, reverted('03-12', { reverts }))?.verdict).toBe('shipped-nothing');
  });

  test.each([
    ['another number', { url: at(6) }],
    ['another title', { title: 'online mode' }],
    ['another commit', { commit: '0000000' }],
  ])('is not meant by %s', (_name, reverts) => {
    const merge = merged('03-10', { title: 'offline mode', url: at(7), source, commit: 'abcdef0123456789' });
    expect(judged(merge, reverted('03-12', { reverts }))?.verdict).toBe('shipped-on');
  });

  test('is not meant where the same is merged elsewhere, or again later', () => {
    const byTitle = reverted('03-12', { reverts: { title: 'offline mode' } });
    expect(
      judged(merged('03-10', { title: 'offline mode', source: 'github:acme/web' }), byTitle)?.verdict,
    ).toBe('shipped-on');
    const later = merged('03-20', { title: 'offline mode', url: at(12), source });
    expect(judged(change, byTitle, later)?.evidence.map(({ counts }) => counts)).toEqual([true, false]);
  });

  test('counts again when the revert is reverted, once', () => {
    const verdict = judged(change, revert, reapply, again);
    expect(verdict).toMatchObject({ verdict: 'shipped-on', timing: { changes: 1 } });
    expect(verdict?.evidence).toMatchObject([
      { event: 'one', counts: true, corrections: [{ kind: 'restored', event: 'r' }] },
      { event: 'two', counts: false },
    ]);
    const undone = reverted('03-16', { url: at(10), title: 'Revert "Reapply…"', reverts: { url: at(9) } });
    expect(judged(change, revert, reapply, again, undone)?.verdict).toBe('shipped-nothing');
  });
});

describe('A change that is reverted after the cut', () => {
  const late = reverted('04-10', { id: 'late', reverts: { url: at(7) } });

  test('counted for its release', () => expect(judged(change, late)?.verdict).toBe('shipped-on'));

  test('is shown in the next release, where it takes nothing away', () => {
    const next = { ...cycle, after: cycle.until, until: on('05-01') };
    const work = { ...workOf([projectStarted('01-01', {}), late]), before: [change] };
    expect(judge(work, next)?.evidence).toMatchObject([
      { kind: 'revert', event: 'late', counts: false, because: expect.stringContaining('offline mode') },
    ]);
    // What belongs to another project is not its business.
    expect(judge({ ...work, before: [] }, next)?.evidence).toEqual([]);
  });

  test('is work of the window in which it is given back', () => {
    const next = { ...cycle, after: cycle.until, until: on('05-01') };
    const back = merged('04-12', { title: 'Reapply', url: at(9), source, reapplies: { url: at(8) } });
    const facts = [projectStarted('01-01', {}), back];
    expect(judge(workOf(facts), next)?.verdict).toBe('shipped-on');
    expect(judge(workOf([...facts, reverted('04-11', { reverts: { url: at(7) } })]), next)?.verdict).toBe(
      'shipped-nothing',
    );
  });
});

describe('Reverts of reverts', () => {
  /** How each of them is titled after the one before. */
  const titles = (depth: number, ways: readonly boolean[]) =>
    ways.slice(0, depth).reduce<string[]>(
      (all, isReapplied) => {
        const last = all.at(-1) ?? '';
        const inner = /^Revert "(.*)"$/.exec(last)?.[1];
        return all.concat(inner !== undefined && isReapplied ? `Reapply "${inner}"` : `Revert "${last}"`);
      },
      ['feat: offline mode'],
    );
  type By = 'url' | 'title' | 'both';
  const named = (by: By, url: string, title: string) =>
    ({ url: { url }, title: { title }, both: { url, title } })[by];

  /** A change, its revert, the revert of that, and so on; each names the one before by its address, its title or both. */
  const chain = (depth: number, by: readonly By[], ways: readonly boolean[]) => {
    const change = merged('03-02', { id: 'c0', title: 'offline mode', url: at(100), source });
    const all = titles(depth, ways).map((title, step) => ({ title, step }));
    return all.slice(1).reduce<Fact[]>(
      (facts, { title, step }) => {
        const [day, url] = [`03-${String(2 + step).padStart(2, '0')}`, at(100 + step)];
        const before = step === 1 ? 'offline mode' : (all[step - 1]?.title ?? '');
        const reverts = named(by[step] ?? 'both', at(99 + step), before);
        const revert = reverted(day, { id: `r${step}`, title, url, reverts });
        const again = merged(day, { id: `c${step}`, title, url, source, reapplies: reverts });
        return facts.concat(step % 2 === 0 ? [revert, again] : [revert]);
      },
      [change],
    );
  };
  const order = (facts: readonly Fact[]) =>
    facts.toSorted(
      (a, b) =>
        a.detail.occurredAt.localeCompare(b.detail.occurredAt) || a.detail.id.localeCompare(b.detail.id),
    );

  test('leave the work there when they are even, and none when they are odd', () => {
    const by = fc.array(fc.constantFrom('url' as const, 'title' as const, 'both' as const), {
      minLength: 9,
      maxLength: 9,
    });
    const ways = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), by, ways, (depth, names, how) => {
        const verdict = judged(...order(chain(depth, names, how)));
        expect(verdict?.verdict).toBe(depth % 2 === 0 ? 'shipped-on' : 'shipped-nothing');
        expect(verdict?.timing?.changes).toBe(depth % 2 === 0 ? 1 : 0);
      }),
    );
  });
});
