import {
  plan as planSaid,
  planTakenBack,
  shipment,
  shipmentTakenBack,
} from '../../../catalog/model/statements/shipments.ts';
import type { Exposed } from '../../../catalog/model/statements/statement.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import {
  type Action,
  FEATURE,
  type Field,
  filled,
  PROJECT,
  RELEASE,
  reason,
  textIn,
  type Values,
} from '../action.ts';
import { statingIn } from '../basis.ts';

const EXPOSED: Field = {
  name: 'exposed',
  label: 'For users',
  as: [
    ['', 'not said'],
    ['on', 'on by default'],
    ['off', 'off by default, behind a feature flag'],
  ],
};

const exposedIn = ({ exposed }: Values): Exposed =>
  exposed === 'on' || exposed === 'off' ? exposed : undefined;

const ofProject = ({ project = '' }: Values) => pageAddress('project', project);

const planned = (values: Values) => {
  const { project = '', release = '', feature, reason: why } = values;
  return { project, release, feature, reason: why, exposed: exposedIn(values) };
};

const sameShipment = (values: Values) =>
  filled({ project: values.project, feature: values.feature, release: values.release });

export const plan: Action = {
  title: 'Plan a shipment',
  about: 'The project means to ship in this release. A plan is not a shipment: it says what to look for.',
  who: 'The product and engineering managers of its team, and the approvers that the catalog names.',
  fields: [PROJECT, RELEASE, { ...FEATURE, isRequired: false }, EXPOSED],
  make: async (scene, values) => planSaid(await statingIn(scene, values), planned(values)),
  opposite: (values) => ({ action: 'unplan', values: sameShipment(values) }),
  page: ofProject,
};

export const unplan: Action = {
  title: 'Take a plan back',
  about: 'The project no longer means to ship this in the release.',
  who: 'Who may plan for it.',
  fields: [PROJECT, RELEASE, { ...FEATURE, isRequired: false }, reason(false)],
  make: async (scene, values) => planTakenBack(await statingIn(scene, values), planned(values)),
  opposite: (values) => ({ action: 'plan', values: sameShipment(values) }),
  page: ofProject,
};

const shipped = (values: Values) => {
  const { feature = '', project, release = '', reason: why } = values;
  return { feature, project, release, reason: why, exposed: exposedIn(values) };
};

const OF_FEATURE: Field = {
  ...PROJECT,
  hint: 'Whose shipment it is; that of the feature without it.',
  isRequired: false,
};

export const ship: Action = {
  title: 'Declare a shipment',
  about: 'A feature shipped in this release, though no merged change says so.',
  who: 'The people of the team of the project, and the approvers that the catalog names.',
  fields: [FEATURE, RELEASE, OF_FEATURE, EXPOSED],
  make: async (scene, values) => shipment(await statingIn(scene, values), shipped(values)),
  opposite: (values) => ({ action: 'unship', values: sameShipment(values) }),
  page: ({ project, feature = '' }, [fact]) => {
    const of = textIn(fact, 'project') ?? project;
    return of === undefined ? pageAddress('feature', feature) : ofProject({ project: of });
  },
};

export const unship: Action = {
  title: 'Take a feature out of a release',
  about: 'It did not ship in this release, or does not any more. What had shipped it stays in the evidence.',
  who: 'The product and engineering managers of the team, and the approvers that the catalog names.',
  fields: [FEATURE, RELEASE, OF_FEATURE, reason(true)],
  make: async (scene, values) => shipmentTakenBack(await statingIn(scene, values), shipped(values)),
  opposite: (values) => ({ action: 'ship', values: sameShipment(values) }),
  page: ship.page,
};
