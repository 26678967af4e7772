/** How a source names its tags: a template with one version, number or date in it, and perhaps the component it is of. */

import { VERSION_PLACES } from '../../../../events/tag-template.ts';

type What = (typeof VERSION_PLACES)[number];

/** What a tag has at the places of a template. */
export interface Match {
  readonly what: What;
  /** The version, number or date itself. */
  readonly core: string;
  /** What follows it there: `-rc.1`, `+build.5`. Empty for the release itself. */
  readonly suffix: string;
  readonly component?: string | undefined;
}

const NUMBER = '\\d{1,10}';
const YEAR = '(?:19|20)\\d\\d';
const DAY = `${YEAR}(?<between>[-.]?)(?:0[1-9]|1[0-2])\\k<between>(?:0[1-9]|[12]\\d|3[01])`;
/** Only between dots: as a version, a number has no zero before it. */
const SHORT_DAY = `${YEAR}\\.(?:[1-9]|1[0-2])\\.(?:[1-9]|[12]\\d|3[01])`;
const WEEK = `${YEAR}-?[wW](?:0[1-9]|[1-4]\\d|5[0-3])`;
const DATE = `(?:${DAY}|${SHORT_DAY}|${WEEK}|${YEAR}[ab])`;
const SUFFIX = '(?:[-+._~]?[0-9A-Za-z][0-9A-Za-z.+_~-]*)?';

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A version of one number (`v4`) is taken for one only where a source says that one number makes a release. */
const shapeOf = (what: What, isOneEnough: boolean) =>
  what === 'number' ? NUMBER : what === 'date' ? DATE : `${NUMBER}(?:\\.${NUMBER}){${isOneEnough ? 0 : 1},3}`;

/**
 * Reads a tag by a template. The component takes as much as it can, so that a scoped package splits at the last `@`.
 * @param isOneEnough whether one number is a version
 */
export function matchTag(tag: string, template: string, isOneEnough: boolean): Match | undefined {
  const what = VERSION_PLACES.find((each) => template.includes(`{${each}}`));
  if (what === undefined) return undefined;
  const [before = '', after = ''] = template.split(`{${what}}`);
  const part = (text: string) => text.split('{component}').map(escaped).join('(?<component>.+)');
  // A number that goes on is another number.
  const core = `(?<core>${shapeOf(what, isOneEnough)})${what === 'date' ? '(?!\\d)' : '(?!\\.?\\d)'}`;
  // Without a suffix first: what follows in the template may look like one.
  for (const suffix of ['', SUFFIX]) {
    const found = new RegExp(`^${part(before)}${core}(?<suffix>${suffix})${part(after)}$`).exec(tag)?.groups;
    if (found?.core !== undefined)
      return { what, core: found.core, suffix: found.suffix ?? '', component: found.component };
  }
  return undefined;
}

/** Whether a tag is one that a template without a version means: the text itself, with any component. */
export const isExactly = (tag: string, template: string): boolean =>
  new RegExp(`^${template.split('{component}').map(escaped).join('.+')}$`).test(tag);
