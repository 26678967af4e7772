/** What must hold between features, and between features and projects. */
import { catalogOf, type Known } from './known.ts';
import { broken, type Place, type Problem } from './problem.ts';
import type { Catalog, FeatureRecord, ProjectRecord } from './records.ts';

type Features = NonNullable<Catalog['features']>;
type Projects = NonNullable<Catalog['projects']>;

export const isRetired = ({ retired }: FeatureRecord): boolean => retired != null && retired !== false;
const isOpen = ({ status }: ProjectRecord) => status !== 'ended';

export const featureRules = ({ features, projects }: Catalog, known?: Known): Problem[] =>
  features === undefined
    ? []
    : [
        ...retiredAtWork(features, projects, known && catalogOf(known).projects),
        ...sharedFlags(features),
        ...formerNames(features),
        ...(known === undefined ? [] : namesLeft(features, known.features)),
      ];

/**
 * Nobody works on what is gone from the product.
 * @param known the projects of the ledgers, where the files do not speak of projects
 */
function retiredAtWork(features: Features, own?: Projects, known?: Projects): Problem[] {
  const projects = own ?? known ?? new Map<string, ProjectRecord>();
  const retired = [...features].filter(([, feature]) => isRetired(feature));
  const named = retired.flatMap(([id, { project }]) => {
    const record = project == null ? undefined : projects.get(project);
    const words = `${project} is not ended, and the feature is retired: end the project, or take it out here`;
    return record !== undefined && isOpen(record) ? [broken(originOf(id, 'project'), words)] : [];
  });
  const gone = new Set(retired.map(([id]) => id));
  const naming = [...projects].flatMap(([id, project]) =>
    isOpen(project)
      ? (project.features ?? []).flatMap((name, at) => (gone.has(name) ? [{ id, name, at }] : []))
      : [],
  );
  const told = naming.map(({ id, name, at }) =>
    own === undefined
      ? broken(
          originOf(name, 'retired'),
          `is retired, and project ${id} still works on it: end the project first`,
        )
      : broken(
          { section: 'projects', path: [id, 'features', at] },
          `${name} is retired: end the project, or take the feature out here`,
        ),
  );
  return [...named, ...told];
}

/** What a flag turns on is one feature: or else nobody could tell which of them users have. */
function sharedFlags(features: Features): Problem[] {
  const holders = new Map<string, string>();
  return [...features].flatMap(([id, feature]) => {
    const { flag } = feature;
    if (flag == null || isRetired(feature)) return [];
    const holder = holders.get(flag);
    if (holder === undefined) holders.set(flag, id);
    return holder === undefined
      ? []
      : [broken(originOf(id, 'flag'), `${flag} is the flag of ${holder} already`)];
  });
}

/** A history goes on under one name only. */
function formerNames(features: Features): Problem[] {
  const heirs = new Map<string, string>();
  return [...features].flatMap(([id, { formerly }]) =>
    (formerly ?? []).flatMap((former, at): Problem[] => {
      const place = originOf(id, 'formerly', at);
      if (features.has(former))
        return [broken(place, `${former} is still a feature of its own: take that out, or this`)];
      const heir = heirs.get(former);
      if (heir === undefined) heirs.set(former, id);
      return heir === undefined || heir === id
        ? []
        : [broken(place, `${former} is a former name of ${heir} already`)];
    }),
  );
}

/** Someone renamed a feature, and the files have not heard of it. */
function namesLeft(features: Features, known: Known['features']): Problem[] {
  const told = [...known].flatMap(([id, { record }]) =>
    (record.formerly ?? []).map((former) => [former, id] as const),
  );
  return told.flatMap(([former, now]): Problem[] => {
    const isBack = features.get(former)?.formerly?.includes(now) === true;
    if (!features.has(former) || known.has(former) || isBack) return [];
    const message = `was renamed to ${now}: here it would begin anew, without its history`;
    return [{ severity: 'warning', kind: 'rule', place: originOf(former), message }];
  });
}

const originOf = (id: string, ...path: (string | number)[]): Place => ({
  section: 'features',
  path: [id, ...path],
});
