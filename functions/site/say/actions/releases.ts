import {
  releaseCancelled,
  releaseDated,
  releaseScheduled,
  sourceMapped,
  sourceUnmapped,
} from '../../../catalog/model/statements/releases.ts';
import { readStates } from '../../../catalog/store/states.ts';
import { readRelease } from '../../../catalog/store/trains.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import {
  type Action,
  type Field,
  filled,
  orNone,
  RELEASE,
  reason,
  type Scene,
  type Values,
} from '../action.ts';
import { statingIn } from '../basis.ts';

const OWN: Field = { ...RELEASE, hint: 'Its id, like server-5.4.' };
const EDITORS = 'The editors that the rubric names; where it names none, everybody in the catalog.';
const moment = (name: string, label: string): Field => ({ name, label, hint: orNone, as: 'moment' });
const page = ({ release = '' }: Values) => pageAddress('release', release);

const deciding = (scene: Scene, release: string) => statingIn(scene, {}, [{ kind: 'release', id: release }]);

export const schedule: Action = {
  title: 'Plan or re-date a release',
  about:
    'The release is planned on its train, with these dates. One that nobody planned is judged from then on.',
  who: EDITORS,
  fields: [
    OWN,
    { name: 'train', label: 'Train', hint: 'Of a release that nobody knows yet.', as: 'line' },
    { name: 'version', label: 'Version', hint: 'For people, like 5.4.0.', as: 'line' },
    moment('featureFreezeAt', 'Feature freeze'),
    moment('branchCutAt', 'Branch cut, as planned'),
    moment('releaseAt', 'Publication, as planned'),
  ],
  async make(scene, { release = '', ...values }) {
    const [stating, before] = [await deciding(scene, release), await readRelease(scene.store, release)];
    return releaseScheduled(stating, { release, ...values }, before);
  },
  opposite: ({ release }, { before = {} }) =>
    before.isNew === undefined
      ? { action: 'schedule', values: filled({ release, ...before }) }
      : { action: 'cancel', values: filled({ release }) },
  page,
};

export const date: Action = {
  title: 'Say when a release was cut or came out',
  about: 'Whatever was reported before: another moment, or none for what did not happen.',
  who: EDITORS,
  fields: [OWN, moment('cutAt', 'Branch cut, as it was'), moment('publishedAt', 'Publication, as it was')],
  async make(scene, { release = '', ...values }) {
    const [stating, before] = [await deciding(scene, release), await readRelease(scene.store, release)];
    return releaseDated(stating, { release, ...values }, before);
  },
  opposite: ({ release }, { before = {} }) => ({ action: 'date', values: filled({ release, ...before }) }),
  page,
};

export const cancel: Action = {
  title: 'Cancel a release',
  about: 'It will not happen, so no project is judged by it, and what was merged counts for the next one.',
  who: EDITORS,
  fields: [OWN, reason(false)],
  async make(scene, { release = '', reason: why }) {
    const [stating, before] = [await deciding(scene, release), await readRelease(scene.store, release)];
    return releaseCancelled(stating, { release, reason: why }, before);
  },
  opposite: ({ release }) => ({ action: 'schedule', values: filled({ release }) }),
  page,
};

const SOURCE: Field = {
  name: 'source',
  label: 'Source',
  hint: 'Where events come from, like github:acme/app.',
  as: 'line',
  isRequired: true,
};

const sourceIn = async ({ store }: Scene, source: string) =>
  (await readStates(store, 'source', [source])).get(source);
const aboutSource = (scene: Scene, source: string, project?: string) =>
  statingIn(scene, { project }, [{ kind: 'source', id: source }]);

export const mapSource: Action = {
  title: 'Map a source',
  about: 'What comes from there counts for this project, and its releases are on this train.',
  who: EDITORS,
  fields: [
    SOURCE,
    { name: 'project', label: 'Project', hint: orNone, as: 'line' },
    { name: 'train', label: 'Train', hint: orNone, as: 'line' },
    { name: 'title', label: 'Title', hint: 'For people.', as: 'line' },
  ],
  make: async (scene, { source = '', project, train, title }) =>
    sourceMapped(
      await aboutSource(scene, source, project),
      { source, project, train, title },
      await sourceIn(scene, source),
    ),
  opposite: ({ source }, { before = {} }) =>
    before.isNew === undefined
      ? { action: 'map-source', values: filled({ source, ...before }) }
      : { action: 'unmap-source', values: filled({ source }) },
  page: () => '/deliveries',
};

export const unmapSource: Action = {
  title: 'Take the mapping of a source back',
  about: 'What comes from there waits, until somebody maps it again.',
  who: EDITORS,
  fields: [SOURCE],
  make: async (scene, { source = '' }) =>
    sourceUnmapped(await aboutSource(scene, source), source, await sourceIn(scene, source)),
  opposite: ({ source }, { before = {} }) => ({
    action: 'map-source',
    values: filled({ source, ...before }),
  }),
  page: () => '/deliveries',
};
