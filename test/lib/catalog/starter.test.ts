/** The catalog that people begin with. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { sections } from '../../../functions/catalog/model/import/problem.ts';
import { validateCatalog } from '../../../functions/catalog/model/import/validate.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { fileOf } from '../../../lib/catalog/sections.ts';
import { STARTER, writeStarter } from '../../../lib/catalog/write-folder.ts';
import { scratch } from './scratch.ts';

const { empty } = scratch();

describe('the starter', () => {
  test('has nothing wrong with it', async () => {
    const { catalog, problems } = await readFolder(STARTER);
    expect(problems).toEqual([]);
    expect(validateCatalog(catalog, undefined, { compileCheck })).toEqual([]);
  });

  test('shows every section, and every policy', async () => {
    const { catalog } = await readFolder(STARTER);
    const { vocabularies, rubric, exemptions, withdrawals, facts, ...others } = catalog;
    const commented = { exemptions, withdrawals, facts };
    // Nobody begins with exemptions, withdrawals and measurements: their examples are comments.
    expect(Object.values(commented)).toEqual([new Map(), new Map(), new Map()]);
    expect(Object.keys({ ...others, ...vocabularies, rubric, ...commented }).sort()).toEqual(
      [...sections].sort(),
    );
    expect(Object.values(others).every((records) => records !== undefined && records.size > 0)).toBe(true);
    expect([...(rubric?.categories.keys() ?? [])]).toEqual([
      'documentation',
      'security',
      'testing',
      'accessibility',
      'performance-and-scale',
      'observability',
      'support',
      'sales-enablement',
      'marketing',
      'design',
      'pricing-and-packaging',
      'analytics',
    ]);
    const policies = [...(rubric?.categories.values() ?? [])].map(({ policy }) => policy);
    expect(new Set(policies)).toEqual(new Set(['team', 'author', 'either', 'both', 'check']));
    for (const category of rubric?.categories.values() ?? []) {
      expect(category.question).toMatch(/\?$/);
      expect(category.solution).toBeDefined();
    }
  });

  test('shows the process: its reviews, its cadence and what is prepared for a launch', async () => {
    const { rubric, people } = (await readFolder(STARTER)).catalog;
    const classes = rubric?.reviews?.classes ?? [];
    const lasting = classes.filter(({ neverLapses }) => neverLapses === true);
    expect(classes.map(({ changeClass }) => changeClass)).toEqual([
      'release-post',
      'blog-post',
      'social-media',
      'public-talk',
      'site-update',
      'pricing-or-packaging',
      'deprecation',
      'press',
      'large-site-update',
      'major-press',
      'major-pricing-change',
      'launch-l1',
    ]);
    expect(lasting).toEqual(classes.slice(-4));
    const roles = [...(people?.values() ?? [])].flatMap((person) => person.roles ?? []);
    expect(new Set(classes.flatMap(({ reviewers }) => reviewers ?? []))).toEqual(new Set(roles));
    expect(rubric?.cadence?.map(({ step, every }) => `${step} ${every}`)).toEqual([
      'okr week',
      'strategy month',
      'product-data month',
      'supported-list month',
      'okr quarter',
      'roadmap quarter',
    ]);
    expect(rubric?.launches?.[0]).toMatchObject({
      tier: 'L1',
      task: 'collaboration-document',
      before: 'P2M',
    });
  });

  test('shows every kind of channel, and no secret address', async () => {
    const { channels } = (await readFolder(STARTER)).catalog;
    expect(new Set([...(channels?.values() ?? [])].map(({ kind }) => kind))).toEqual(
      new Set(['slack', 'email', 'webhook', 'github']),
    );
    expect(await readFile(`${STARTER}/channels.yml`, 'utf8')).not.toMatch(/https?:/);
  });

  test('names the schema of each file in its first line', async () => {
    for (const section of sections) {
      const text = await readFile(`${STARTER}/${fileOf(section)}`, 'utf8');
      expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=.schemas/${section}.json`);
    }
  });

  test('is copied as it is, comments and all, with the schemas it names', async () => {
    const directory = empty();
    expect(await writeStarter(directory)).toEqual(sections.map(fileOf));
    for (const section of sections) {
      const copied = await readFile(`${directory}/${fileOf(section)}`, 'utf8');
      expect(copied).toBe(await readFile(`${STARTER}/${fileOf(section)}`, 'utf8'));
      await expect(readFile(`${directory}/.schemas/${section}.json`, 'utf8')).resolves.toContain('$schema');
    }
    await expect(writeStarter(directory)).rejects.toThrow('there is a catalog here');
    await expect(writeStarter(directory, { force: true })).resolves.toHaveLength(sections.length);
  });
});
