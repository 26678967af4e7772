/** What must hold between features, and between features and projects. */
import { catalogOf, type Known } from './known.ts';
import { broken, type Place, type Problem } from './problem.ts';
import type { Checkable, FeatureRecord, ProjectRecord } from './records.ts';

type Features = NonNullable<Checkable['features']>;

export const isRetired = ({ retired }: Partial<FeatureRecord>): boolean =>
  retired != null && retired !== false;
const isOpen = ({ status }: Partial<ProjectRecord>) => status !== 'ended';

export const featureRules = (catalog: Checkable, known?: Known): Problem[] =>
  catalog.features === undefined
    ? []
    : [
        ...retiredAtWork(catalog.features, catalog, known),
        ...sharedFlags(catalog.features),
        ...formerNames(catalog.features),
        ...namesLeft(catalog.features, known?.features ?? new Map()),
      ];

/** Nobody works on what is gone from the product. Where the files do not speak of projects, the ledgers do. */
function retiredAtWork(features: Features, { projects: own }: Checkable, known?: Known): Problem[] {
  const projects = own ?? (known && catalogOf(known).projects) ?? new Map<string, Partial<ProjectRecord>>();
  const open = new Map([...projects].filter(([, project]) => isOpen(project)));
  const retired = new Map([...features].filter(([, feature]) => isRetired(feature)));
  const named = [...retired].flatMap(([id, { project }]) => {
    const words = `${project} is not ended, and the feature is retired: end the project, or take it out here`;
    return project != null && open.has(project) ? [broken(featurePlace(id, 'project'), words)] : [];
  });
  const claimed = [...open].flatMap(([id, project]) =>
    [...(project.features ?? []).entries()].flatMap(([at, name]) => {
      if (!retired.has(name)) return [];
      if (own === undefined) {
        const words = `is retired, and project ${id} still works on it: end the project first`;
        return [broken(featurePlace(name, 'retired'), words)];
      }
      const words = `${name} is retired: end the project, or take the feature out here`;
      return [broken({ section: 'projects', path: [id, 'features', at] }, words)];
    }),
  );
  return [...named, ...claimed];
}

/** A flag turns on one feature: with two, it would not say which of them users have. */
function sharedFlags(features: Features): Problem[] {
  const holders = new Map<string, string>();
  return [...features].flatMap(([id, feature]) => {
    const { flag } = feature;
    if (flag == null || isRetired(feature)) return [];
    const holder = holders.get(flag) ?? id;
    holders.set(flag, holder);
    return holder === id
      ? []
      : [broken(featurePlace(id, 'flag'), `${flag} is the flag of ${holder} already`)];
  });
}

/** A history goes on under one name only. */
function formerNames(features: Features): Problem[] {
  const successors = new Map<string, string>();
  return [...features].flatMap(([id, { formerly }]) =>
    (formerly ?? []).flatMap((former, at): Problem[] => {
      const place = featurePlace(id, 'formerly', at);
      if (features.has(former))
        return [broken(place, `${former} is still a feature of its own: take that out, or this`)];
      const successor = successors.get(former) ?? id;
      successors.set(former, successor);
      return successor === id ? [] : [broken(place, `${former} is a former name of ${successor} already`)];
    }),
  );
}

/** A feature was renamed elsewhere, and the files still have its old name. */
const namesLeft = (features: Features, known: Known['features']): Problem[] =>
  [...known].flatMap(([now, { record }]) =>
    (record.formerly ?? []).flatMap((former): Problem[] => {
      const isBack = features.get(former)?.formerly?.includes(now) === true;
      if (!features.has(former) || known.has(former) || isBack) return [];
      const message = `was renamed to ${now}: here it would begin again, without its history`;
      return [{ severity: 'warning', kind: 'rule', place: featurePlace(former), message }];
    }),
  );

const featurePlace = (id: string, ...path: (string | number)[]): Place => ({
  section: 'features',
  path: [id, ...path],
});
