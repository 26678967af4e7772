/** Templates of tags: `{component}/v{version}`. What they may hold; how they are read is the catalog's matter. */

/** `{version}` two or more numbers, `{number}` one, `{date}` a day, a week or a half of a year. */
export const VERSION_PLACES = ['version', 'number', 'date'] as const;
const COMPONENT = 'component';

/** Why a text is no template; undefined when it is one. @param isIgnored tags that are ignored need no version */
export function tagTemplateMisfit(template: string, isIgnored: boolean): string | undefined {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => name !== COMPONENT && !VERSION_PLACES.some((place) => place === name));
  if (unknown !== undefined)
    return `no tag has {${unknown}} in it: a template can hold {version}, {number}, {date} and {component}`;
  const versions = names.filter((name) => name !== COMPONENT).length;
  if (versions > 1 || (versions === 0 && !isIgnored)) return 'must hold {version}, {number} or {date}, once';
  return names.length - versions > 1 ? 'can hold {component} once' : undefined;
}
