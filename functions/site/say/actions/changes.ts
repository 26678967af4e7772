import type { KnownChange } from '../../../catalog/model/change.ts';
import {
  changeMoved,
  changeReinstated,
  changeWithdrawn,
  othersOf,
  theChange,
} from '../../../catalog/model/statements/changes.ts';
import { changesIn, readChanges } from '../../../catalog/store/changes.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import {
  type Action,
  FEATURE,
  type Field,
  filled,
  PROJECT,
  reason,
  type Scene,
  type Values,
} from '../action.ts';
import { statingIn } from '../basis.ts';

const CHANGE: Field = {
  name: 'change',
  label: 'Change',
  hint: 'Its id, as the evidence of a project has it.',
  as: 'line',
  isRequired: true,
};
const WHERE: Field = {
  ...PROJECT,
  label: 'Where it counts now',
  hint: 'The project, where the change counts for several.',
  isRequired: false,
};

/** Where its project is named, only the ledger of that is read. */
async function changeFor({ store }: Scene, id: string, project: string | undefined): Promise<KnownChange> {
  const found = project === undefined ? await readChanges(store, id) : await changesIn(store, project, id);
  return theChange(found, id, project);
}

const page = ({ project }: Values) => (project === undefined ? '/releases' : pageAddress('project', project));
const MANAGERS =
  'The product and engineering managers of the team, and the approvers that the catalog names.';

export const withdraw: Action = {
  title: 'Withdraw a change',
  about: 'A merged change does not count for its project. It stays in the evidence.',
  who: MANAGERS,
  fields: [CHANGE, WHERE, reason(true)],
  async make(scene, { change: id = '', project, reason: why }) {
    const change = await changeFor(scene, id, project);
    return changeWithdrawn(await statingIn(scene, { project: change.project }), change, why);
  },
  opposite: ({ change, project }) => ({ action: 'reinstate', values: filled({ change, project }) }),
  page,
};

export const reinstate: Action = {
  title: 'Reinstate a change',
  about: 'A change that was withdrawn counts again.',
  who: MANAGERS,
  fields: [CHANGE, WHERE, reason(false)],
  async make(scene, { change: id = '', project, reason: why }) {
    const change = await changeFor(scene, id, project);
    return changeReinstated(await statingIn(scene, { project: change.project }), change, why);
  },
  opposite: ({ change, project }) => ({ action: 'withdraw', values: filled({ change, project }) }),
  page,
};

export const move: Action = {
  title: 'Move a change',
  about: 'A change belongs to another project or feature, and counts there from its merge on.',
  who: MANAGERS,
  fields: [
    CHANGE,
    { ...WHERE, name: 'from' },
    { ...PROJECT, label: 'Where it belongs', hint: 'Its project without it.', isRequired: false },
    { ...FEATURE, isRequired: false },
    reason(false),
  ],
  async make(scene, { change: id = '', from, project, feature, reason: why }) {
    const change = await changeFor(scene, id, from);
    const to = { project: project ?? change.project, feature, reason: why };
    const { event, newId } = othersOf(change, to);
    const [ofEvent, underNewId, stating] = await Promise.all([
      changesIn(scene.store, to.project, event),
      changesIn(scene.store, to.project, newId),
      statingIn(scene, { project: to.project, feature }, [{ kind: 'project', id: change.project }]),
    ]);
    const isMeant = project !== undefined || feature !== undefined;
    return changeMoved(stating, change, isMeant ? to : { reason: why }, { ofEvent, underNewId });
  },
  opposite: ({ change, from, project, feature }, { before }) => ({
    action: 'move',
    values: filled({
      change: before?.change ?? change,
      from: project ?? from,
      ...(feature && { feature: before?.feature }),
      project: before?.project,
    }),
  }),
  page,
};
