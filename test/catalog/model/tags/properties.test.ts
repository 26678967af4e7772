/** Versions in all spellings and tags of all templates. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { trainCalendar } from '../../../../functions/catalog/model/calendar.ts';
import { readTag, type TagTemplate } from '../../../../functions/catalog/model/tags/read-tag.ts';
import { releaseCut, releaseScheduled, releasesOf } from '../../../support/ledger-facts.ts';

const number = fc.integer({ min: 1, max: 3000 });
/** Two or three numbers: more are builds. */
const version = fc.array(number, { minLength: 2, maxLength: 3 }).map((all) => all.join('.'));
const zeros = fc.integer({ min: 0, max: 2 }).map((count) => '0'.repeat(count));

describe('One version in another spelling', () => {
  test('is the scheduled release, whatever zeros it is written with', () => {
    const spelled = fc.tuple(
      number,
      number,
      zeros,
      zeros,
      fc.constantFrom('', '.0'),
      fc.constantFrom('', 'v'),
    );
    fc.assert(
      fc.property(spelled, ([major, minor, before, between, after, v]) => {
        const read = readTag(`${v}${before}${major}.${between}${minor}${after}`, { train: 'server' });
        if (read.kind !== 'release') throw new Error(read.because);
        const planned = `server-${major}.${minor}`;
        const facts = [
          releaseScheduled('01-01', { release: planned, releaseVersion: `${major}.${minor}` }),
          releaseScheduled('01-02', {
            release: read.release,
            releaseVersion: read.version,
            provisional: true,
          }),
          releaseCut('01-02', { release: read.release }),
        ];
        const { judged } = trainCalendar('server', releasesOf(facts));
        expect(judged).toMatchObject([{ release: planned }]);
        expect(judged).toHaveLength(1);
      }),
    );
  });

  test('of other numbers is another release, and waits', () => {
    fc.assert(
      fc.property(version, version, (planned, other) => {
        const numbers = (one: string) => one.replace(/(?:\.0)+$/, '');
        fc.pre(numbers(planned) !== numbers(other));
        const facts = [
          releaseScheduled('01-01', { release: 'planned', releaseVersion: planned, kind: 'minor' }),
          releaseScheduled('01-02', {
            release: 'other',
            releaseVersion: other,
            kind: 'minor',
            provisional: true,
          }),
          releaseCut('01-02', { release: 'other' }),
        ];
        expect(trainCalendar('server', releasesOf(facts)).judged).toEqual([]);
      }),
    );
  });
});

const component = fc.stringMatching(/^@?[a-z]{2,8}(?:[-/][a-z]{2,8}){0,2}$/);
const between = fc.constantFrom('@', '@v', '/v', '-v', '/', '-', '_v');
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));

describe('A tag that a template wrote', () => {
  test('is read back by it: the component, and its version', () => {
    fc.assert(
      fc.property(component, between, version, (name, sign, core) => {
        const template: TagTemplate = { tag: `{component}${sign}{version}`, train: '{component}' };
        const tag = template.tag.replace('{component}', name).replace('{version}', core);
        expect(readTag(tag, { releases: { tags: [template] } })).toMatchObject({
          kind: 'release',
          train: name,
          version: core,
        });
      }),
    );
  });

  test('is read back of dates and of single numbers', () => {
    fc.assert(
      fc.property(component, day, number, fc.constantFrom('-', '.', ''), (name, date, single, sign) => {
        const dated = date.replaceAll('-', sign);
        const tags: TagTemplate[] = [
          { tag: `${name}@{date}`, train: 'dates' },
          { tag: `${name}#{number}`, train: 'numbers' },
        ];
        const source = { releases: { tags } };
        expect(readTag(`${name}@${dated}`, source)).toMatchObject({ train: 'dates', version: dated });
        expect(readTag(`${name}#${single}`, source)).toMatchObject({
          train: 'numbers',
          version: `${single}`,
        });
      }),
    );
  });

  test('is never of the train of another component', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(component, { minLength: 2, maxLength: 4 }),
        between,
        version,
        (all, sign, core) => {
          const tags = all.map((name): TagTemplate => ({ tag: `${name}${sign}{version}`, train: name }));
          for (const name of all)
            expect(readTag(`${name}${sign}${core}`, { releases: { tags } })).toMatchObject({ train: name });
          const own = { releases: { tags: tags.slice(1) } };
          expect(readTag(`${all[0]}${sign}${core}`, own).kind).not.toBe('release');
        },
      ),
    );
  });

  test('waits where there is no template for it, with lines that place it', () => {
    fc.assert(
      fc.property(component, between, version, (name, sign, core) => {
        fc.pre(!/^@?(?:rc|beta|alpha|edge|nightly|canary)/.test(name));
        const read = readTag(`${name}${sign}${core}`, { train: 'server' });
        if (read.kind !== 'unplaced') throw new Error(`${name}${sign}${core} is ${read.kind}`);
        const tags = [...read.lines.join('\n').matchAll(/^ {4}- \{ tag: ("[^"]+")/gm)].map(
          ([, text = '']) => ({
            tag: JSON.parse(text),
            train: 'placed',
          }),
        );
        expect(readTag(`${name}${sign}${core}`, { releases: { tags } })).toMatchObject({ train: 'placed' });
      }),
    );
  });
});

describe('A version with something around it', () => {
  test.each([
    ['go1.22.0', 'go{version}'],
    ['ver1.2.0', 'ver{version}'],
    ['v.1.2.0', 'v.{version}'],
    ['release_1.2.0', 'release_{version}'],
    ['Release 1.2', 'Release {version}'],
    ['20240601', '{date}'],
    ['web-2024-06-01', 'web-{date}'],
    ['app@v1.2.0', 'app@v{version}'],
  ])('%s waits for the template %s', (tag, template) => {
    const read = readTag(tag, { train: 'server' });
    expect(read).toMatchObject({ kind: 'unplaced' });
    expect('lines' in read && read.lines.join('\n')).toContain(`tag: ${JSON.stringify(template)}`);
    const tags = [{ tag: template }];
    expect(readTag(tag, { train: 'server', releases: { tags } })).toMatchObject({ kind: 'release' });
  });

  test.each(['nightly@1.2.0', 'beta/v1.2.0', 'nightly-2024.06.01', 'canary-1.2.3', 'v3_3_0', 'v1.x'])(
    '%s is no release',
    (tag) => expect(readTag(tag, { train: 'server' })).toMatchObject({ kind: 'ignored' }),
  );

  test('2024.6.1 is a date where dates are releases', () => {
    const releases = { tags: [{ tag: '{date}' }] };
    expect(readTag('2024.6.1', { train: 'server', releases })).toMatchObject({ isJudged: true });
    expect(readTag('2024.6.0', { train: 'server', releases })).toMatchObject({ kind: 'unplaced' });
  });
});
