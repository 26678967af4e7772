/** Mistakes that somebody could make, each by exact replacement of a text that stands once in its file. */

interface Replacement {
  readonly from: string;
  readonly to: string;
}

export interface Mutant extends Replacement {
  readonly name: string;
  readonly file: string;
  /** What else is replaced in the file. */
  readonly also?: Replacement;
  /** The suite that has to see it. @default the fault suites */
  readonly suite?: string;
}

const DERIVE = 'functions/kernel/derived/derive.ts';
const STORED = 'functions/kernel/derived/stored.ts';
const APPEND = 'functions/kernel/ledger/append.ts';
const READ = 'functions/kernel/ledger/read.ts';
const RECORD = 'functions/catalog/record/record-facts.ts';
const WINDOW = 'functions/verdicts/check/window.ts';
const VERDICT = 'functions/verdicts/check/verdict.ts';
const WORKS = 'functions/verdicts/store/judging-input.ts';
const STORE = 'test/kernel/store';
/** Races that random streams meet too seldom have tests of their own. */
const DERIVED = 'test/kernel/derived';
const LEDGER = 'test/kernel/ledger';

const nothing = '';

export const mutants: readonly Mutant[] = [
  {
    name: 'who wrote does not look once more',
    file: DERIVE,
    from: 'return [...changed, ...overtaken].map(',
    to: 'return [...overtaken].map(',
  },
  {
    name: 'who was overtaken does not look once more',
    file: DERIVE,
    from: 'return put(deriving, pass, { isAsked: true, outbox: [] });',
    to: 'await put(deriving, pass, { isAsked: true, outbox: [] }); return true;',
  },
  {
    name: 'links are written after the last reading',
    file: DERIVE,
    from: 'const isLinked = missing.length === 0;',
    to: 'const isLinked = true;',
    suite: DERIVED,
  },
  {
    name: 'what is read is linked only the first time',
    file: DERIVE,
    from: 'known.has(digest) ? [] : [one]',
    to: 'known.size > 0 ? [] : [one]',
  },
  {
    name: 'a value is taken for asked when it is written',
    file: DERIVE,
    from: 'isAsked: isSame && held.isAsked,',
    to: 'isAsked: held.isAsked,',
  },
  {
    name: 'who depends on a value is asked after it is marked as done',
    file: RECORD,
    from: '  const ask = (keys: readonly Key[]) => announce(requestsFor(keys, cause));',
    to: `  const later: Key[] = [];
  const ask = async (keys: readonly Key[]) => void later.push(...keys);`,
    also: {
      from: '  await derive(deriving(working, ask), snapshots.map(snapshotOf));',
      to: `  await derive(deriving(working, ask), snapshots.map(snapshotOf));
  await announce(requestsFor(later, cause));`,
    },
  },
  {
    name: 'a value is written whatever stands there',
    file: STORED,
    from: 'return (await store.put(item, guard))',
    to: 'return (await store.put(item, next.isAsked ? guard : undefined))',
  },
  {
    name: 'a value is marked as done whatever stands there',
    file: STORED,
    from: 'return (await store.put(item, guard))',
    to: 'return (await store.put(item, next.isAsked ? undefined : guard))',
    suite: DERIVED,
  },
  {
    name: 'news that no contract reads fails all that is derived with it',
    file: STORED,
    from: '    return { type, error };',
    to: '    throw error;',
    suite: 'test/kernel/derived/news',
  },
  {
    name: 'news that no contract reads stays in its outbox',
    file: DERIVE,
    from: 'held.outbox.length + held.unreadable.length === 0',
    to: 'held.outbox.length === 0',
    suite: 'test/kernel/derived/news',
  },
  {
    name: 'the outbox is emptied before it is announced',
    file: DERIVE,
    from: '  await announceOutboxes(deriving, unchanged);\n',
    to: nothing,
    also: {
      from: '  const changed = passes.filter(',
      to: `  await announceOutboxes(deriving, unchanged);
  const changed = passes.filter(`,
    },
  },
  {
    name: 'the id of an announcement is made of the revision',
    file: DERIVE,
    from: 'news?.(held.notified, held.count)',
    to: 'news?.(held.notified, held.revision)',
  },
  {
    name: 'how often something was told is not counted',
    file: DERIVE,
    from: 'count: held.count + said.length }',
    to: 'count: held.count }',
  },
  {
    name: 'the end of a range is left out',
    file: READ,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    from: '`${eventsOf(part)}${until}${BEHIND}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: '`${eventsOf(part)}${until}`',
  },
  {
    name: 'the beginning of a range is taken in',
    file: READ,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    from: '`${eventsOf(part)}${after}${BEHIND}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: '`${eventsOf(part)}${after}`',
    suite: LEDGER,
  },
  {
    name: 'readers of a range that ends at this very moment are not asked',
    file: 'functions/kernel/derived/links.ts',
    from: "at === '' ? {} : { from: at }",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: "at === '' ? {} : { from: `${at}~` }",
  },
  {
    name: 'a mention is not lowered',
    file: APPEND,
    from: 'held !== undefined && held.since <= since',
    to: 'held !== undefined',
  },
  {
    name: 'what a mention touches is not named again to who comes again',
    file: APPEND,
    from: 'changed === undefined && !(isRepeat && isEqual)',
    to: 'changed === undefined',
  },
  {
    name: 'a repeat is not told from a first time',
    file: APPEND,
    from: "const isRepeat = (await store.put(item, 'ifAbsent')) === 'raced';",
    to: 'const isRepeat = (await store.put(item)) === undefined;',
  },
  {
    name: 'what does not count is not marked',
    file: APPEND,
    from: "for (const { sk } of losers) await store.put({ pk, sk: displacedMark(sk) }, 'ifAbsent');",
    to: nothing,
  },
  {
    name: 'who read what does not count any more is not asked',
    file: APPEND,
    from: 'touches: [own, ...losers].map(',
    to: 'touches: [own].map(',
    suite: LEDGER,
  },
  {
    name: 'of two contents the one that came first counts',
    file: APPEND,
    from: '.toSorted(asTheyHappened).slice(1)',
    to: '.slice(1)',
  },
  {
    name: 'a grade is not asked by its own feature',
    file: RECORD,
    from: "if (kind === 'feature' && (part === LIFE || part === STARS)) return [gradeKey(id)];",
    to: nothing,
  },
  {
    name: "verdicts are not asked by their own project's life",
    file: RECORD,
    from: "if (kind === 'project' && part === LIFE) return [rosterKey(id)];",
    to: nothing,
  },
  {
    name: 'a calendar is not asked when a release is scheduled',
    file: RECORD,
    from: "return kind === 'train' && isScheduled ? [calendarKey(id)] : [];",
    to: 'return [];',
  },
  {
    name: 'what is only spoken of has no snapshot',
    file: RECORD,
    from: 'return [...grown.values(), ...unknown.filter(({ pk }) => !found.has(pk))];',
    to: 'return [...grown.values()];',
  },
  {
    name: 'a rubric asks for no grades',
    file: RECORD,
    from: "if (kind === 'rubric') return",
    to: "if (kind === 'roadmap') return",
  },
  {
    name: 'an id that was used twice is not shown',
    file: RECORD,
    from: 'await shutOut(working, recorded);',
    to: nothing,
  },
  {
    name: 'a window is not linked to its release',
    file: WINDOW,
    from: "stateOf(reader, { kind: 'release', id: release }, releaseState)",
    to: "stateOf(reader.listed, { kind: 'release', id: release }, releaseState)",
  },
  {
    name: 'a calendar is not linked to its releases',
    file: WINDOW,
    from: 'const releases = await releasesOf(reader, train);',
    to: 'const releases = await releasesOf(reader.listed, train);',
  },
  {
    name: 'a calendar that counts as many releases asks nobody',
    file: WINDOW,
    from: '.map(windowKey));\n  },\n  asksAlways: true,',
    to: '.map(windowKey));\n  },\n  asksAlways: false,',
  },
  {
    name: 'verdicts of a train that a release left are not asked',
    file: WINDOW,
    from: 'if (left.length > 0) await ask(',
    to: 'if (left.length > 1_000) await ask(',
  },
  {
    name: 'a project forgets a train when its start there no longer counts',
    file: 'functions/kernel/ledger/parts.ts',
    from: "mention('TRAIN', [fact.detail.train]),",
    to: nothing,
  },
  {
    name: 'a verdict is not linked to its features',
    file: WORKS,
    from: "stateOf(reader, { kind: 'feature', id }, featureState)",
    to: "stateOf(reader.listed, { kind: 'feature', id }, featureState)",
  },
  {
    name: 'a verdict is not linked to its flags',
    file: WORKS,
    from: 'stateOf(reader, entity, flagState)',
    to: 'stateOf(reader.listed, entity, flagState)',
  },
  {
    name: 'a verdict is not linked to the changes of its window',
    file: WORKS,
    from: 'reader.entries(entity, WORK, { after, until })',
    to: 'reader.listed.entries(entity, WORK, { after, until })',
  },
  {
    name: 'a verdict is not linked to what names its release',
    file: WORKS,
    from: 'reader.entries(entity, part)',
    to: 'reader.listed.entries(entity, part)',
  },
  {
    name: 'a verdict is not linked to what its project speaks of',
    file: WORKS,
    from: "reader.mentions(entity, ['BEHIND', 'CLAIMED', 'OWNED'], until)",
    to: "reader.listed.mentions(entity, ['BEHIND', 'CLAIMED', 'OWNED'], until)",
  },
  {
    name: 'a state is not linked to the ledgers of its other names',
    file: 'functions/kernel/derived/reader.ts',
    from: '(name === entity.id ? reader.listed : reader)',
    to: 'reader.listed',
  },
  {
    name: 'a project that is gone is not cleared',
    file: VERDICT,
    from: "return before && { ...before, word: 'not-expected' };",
    to: 'return undefined;',
  },
  {
    name: 'a registration at the very moment of a rename begins anew',
    file: 'functions/kernel/model/identity.ts',
    from: 'if (called === name || since >= at) return;',
    to: 'if (called === name || since > at) return;',
    suite: 'test/kernel/model/identity',
  },
  {
    name: 'the escape is not encoded',
    file: 'functions/kernel/store/keys.ts',
    from: "id.replaceAll('%', '%25').replaceAll('#', '%23')",
    to: "id.replaceAll('#', '%23')",
  },
  {
    name: 'of a query only the first page is read',
    file: 'functions/kernel/store/store.ts',
    from: 'for await (const page of pages) items.push(...page);',
    to: 'for await (const page of pages) { items.push(...page); break; }',
    suite: STORE,
  },
  {
    name: 'a change is not decided again when it was overtaken',
    file: 'functions/kernel/store/change.ts',
    from: "(await store.put(next, guard)) === 'written'",
    to: '(await store.put(next, guard)) !== undefined',
    suite: STORE,
  },
  {
    name: 'a change writes over whoever was faster',
    file: 'functions/kernel/store/change.ts',
    from: 'await store.put(next, guard)',
    to: 'await store.put(next)',
    suite: STORE,
  },
];
