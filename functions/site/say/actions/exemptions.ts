import { exemption, exemptionTakenBack } from '../../../catalog/model/statements/exempt.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import { type Action, filled, PROJECT, RELEASE, reason, textIn, UNTIL, type Values } from '../action.ts';
import { statingIn } from '../basis.ts';

const page = ({ project = '' }: Values) => pageAddress('project', project);
const scope = [{ ...RELEASE, isRequired: false }, UNTIL] as const;

const asked = ({ project = '', release, until, reason: why }: Values) => ({
  project,
  release,
  until,
  reason: why,
});

export const exempt: Action = {
  title: 'Exempt a project',
  about: 'The project need not ship in a release, or in every release that is cut until a moment.',
  who: 'The product and engineering managers of its team, and the approvers that the catalog names.',
  fields: [PROJECT, ...scope, reason(true)],
  make: async (scene, values) => exemption(await statingIn(scene, values), asked(values)),
  opposite: ({ project = '' }, { facts: [fact] }) => ({
    action: 'end-exemption',
    values: filled({ project, release: textIn(fact, 'release'), until: textIn(fact, 'until') }),
  }),
  page,
};

export const endExemption: Action = {
  title: 'Take an exemption back',
  about:
    'The project is expected to ship again. Without a release and a moment, its only exemption is meant.',
  who: 'Who may exempt it, and who asked while nobody has approved it.',
  fields: [PROJECT, ...scope, reason(false)],
  make: async (scene, values) => exemptionTakenBack(await statingIn(scene, values), asked(values)),
  opposite: ({ project = '' }, { facts: [fact] }) => ({
    action: 'exempt',
    values: filled({ project, release: textIn(fact, 'release'), until: textIn(fact, 'until') }),
  }),
  page,
};
