/** Mistakes that somebody could make, each by exact replacement of a text that stands once in its file. */

export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const nothing = '';

export const mutants: readonly Mutant[] = [
  {
    name: 'two contents of one id share a key',
    file: 'functions/ledger/keys.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    from: '#${encode(fact.detail.id)}#${digest}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: '#${encode(fact.detail.id)}#${digest.slice(0, 0)}`',
  },
  {
    name: 'an append overwrites',
    file: 'functions/ledger/append.ts',
    from: "table.put(item, 'ifAbsent')",
    to: 'table.put(item)',
  },
  {
    name: 'the escape is not encoded',
    file: 'functions/ledger/keys.ts',
    from: "id.replaceAll('%', '%25').replaceAll('#', '%23')",
    to: "id.replaceAll('#', '%23')",
  },
  {
    name: 'a summary is not guarded',
    file: 'functions/ledger/summary.ts',
    from: 'was !== undefined && was.entries > entries',
    to: 'false',
  },
  {
    name: 'a summary is guarded the wrong way round',
    file: 'functions/ledger/summary.ts',
    from: 'was.entries > entries',
    to: 'was.entries < entries',
  },
  {
    name: 'a summary of as many entries loses',
    file: 'functions/ledger/summary.ts',
    from: 'was.entries > entries',
    to: 'was.entries >= entries',
  },
  {
    name: 'a summary that was overtaken is marked as announced',
    file: 'functions/ledger/summary.ts',
    from: 'stored(item)?.entries === entries',
    to: '(stored(item)?.entries ?? 0) >= entries',
  },
  {
    name: 'a conclusion is not fenced by its revision',
    file: 'functions/ledger/conclusion.ts',
    from: "held.revision === 0 ? 'ifAbsent' : { ifRevision: held.revision },",
    to: 'undefined,',
  },
  {
    name: 'of a query only the first page is read',
    file: 'functions/kernel/store/store.ts',
    from: 'for await (const page of pages) items.push(...page);',
    to: 'for await (const page of pages) { items.push(...page); break; }',
  },
  {
    name: 'a change is not decided again when it was overtaken',
    file: 'functions/kernel/store/change.ts',
    from: "(await store.put(next, guard)) === 'written'",
    to: '(await store.put(next, guard)) !== undefined',
  },
  {
    name: 'a change writes over whoever was faster',
    file: 'functions/kernel/store/change.ts',
    from: 'await store.put(next, guard)',
    to: 'await store.put(next)',
  },
  {
    name: 'a verdict is marked as announced before it is',
    file: 'functions/check/keep-verdict.ts',
    from: 'const quiet = announcementOf(decided, was.revision) === undefined ? verdict?.verdict : undefined;',
    to: 'const quiet = verdict?.verdict;',
  },
  {
    name: 'a check is remembered before it is asked for',
    file: 'functions/check/release-advanced.ts',
    from: 'const teams = await teamsToAsk(table, name);',
    to: `const teams = await teamsToAsk(table, name);
    if ((await writeConclusion(table, windowKey(name), was, cycle)) === 'raced') { left.push(name); continue; }`,
  },
  {
    name: 'the heirs of a rename are not folded',
    file: 'functions/record/record-fact.ts',
    from: 'waiting.push(...ledger.heirs);',
    to: nothing,
  },
  {
    name: 'an entity is told of before the summaries of the others are written',
    file: 'functions/record/record-fact.ts',
    from: 'advances.push({ entity, ledger, folded, written });',
    to: 'await tell(table, announce, accepted, { entity, ledger, folded, written });',
  },
  {
    name: 'an id that was used twice is not shown',
    file: 'functions/record/record-fact.ts',
    from: 'await keepReused(table, announce, ledger, now);',
    to: nothing,
  },
  {
    name: 'what a fact displaced is not judged again',
    file: 'functions/record/record-fact.ts',
    from: 'entity.kind === entities[0]?.kind || displaced',
    to: 'entity.kind === entities[0]?.kind',
  },
  {
    name: 'an heir takes what is registered under the old name later',
    file: 'functions/ledger/ledger.ts',
    from: 'owner === entity.id || inherits(everything, owner, fact)',
    to: 'true',
  },
  {
    name: 'a warning is given every hour',
    file: 'functions/clock/warnings.ts',
    from: 'if (await wasTold(table, about, what)) return;',
    to: nothing,
  },
  {
    name: 'a release is never judged again by the clock',
    file: 'functions/clock/tick.ts',
    from: 'await judgeCurrent(ticking, calendar);',
    to: nothing,
  },
];
