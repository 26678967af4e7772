/** `/say/{action}`: the form, filled from its query; then what it will say and change; then it is said. */
import { timeZone } from '../../../events/fields.ts';
import { didYouMean, nearest } from '../../../events/nearest.ts';
import { type HttpAnswer, RequestRefusedError } from '../../kernel/http/answers.ts';
import { publishAll } from '../../kernel/http/take-facts.ts';
import type { RawAnswer, RawRequest } from '../resource/addresses.ts';
import { localPath } from '../resource/form.ts';
import { ownPage } from '../sign-in/answers.ts';
import { closedTo } from '../sign-in/closed.tsx';
import { isSpeaking, type Speaking, takesForm } from '../sign-in/forms.ts';
import { typedBefore } from '../sign-in/typed.ts';
import { type Action, filled, sayAddress, type Values } from './action.ts';
import { ACTIONS } from './actions.ts';
import { type Prepared, prepare } from './prepare.ts';
import { FormPage, PreviewPage, SaidPage } from './say-page.tsx';

export const showSay: RawAnswer = async ({ event, viewer, ids, query }) => {
  const { name, action } = actionOf(ids);
  if (!isSpeaking(viewer)) return closedTo(event, viewer);
  const names = [...action.fields.map((field) => field.name), 'back', 'zone'];
  const strangers = Object.keys(query).filter((each) => !names.includes(each));
  if (strangers.length > 0)
    throw new RequestRefusedError(
      400,
      'QUERY_UNREADABLE',
      `The query cannot be used: ${strangers.map((each) => `${each} is no field of this form${didYouMean(each, names)}`).join('; ')}.`,
    );
  const typed = await typedBefore(event, viewer);
  const asked = typed ?? new URLSearchParams(filled(query));
  const values = valuesIn(action, asked);
  return ownPage(event, FormPage({ name, action, values, back: backOf(action, asked, values) }), { viewer });
};

export const takeSay: RawAnswer = (request) =>
  takesForm(
    (_event, form, viewer) => stepOf(request, form, viewer),
    (_event, form) => {
      const { name, action } = actionOf(request.ids);
      return sayAddress(name, valuesIn(action, form));
    },
  )(request.event);

/** @throws {RequestRefusedError} for what cannot be stated here */
function actionOf({ action: name = '' }: RawRequest['ids']): {
  readonly name: string;
  readonly action: Action;
} {
  const action = ACTIONS.get(name);
  if (action !== undefined) return { name, action };
  const meant = nearest(name, [...ACTIONS.keys()]);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new RequestRefusedError(404, 'ACTION_UNKNOWN', `Nothing is stated under the word ${name}.${hint}`);
}

const valuesIn = ({ fields }: Action, form: URLSearchParams): Values =>
  filled(Object.fromEntries(fields.map(({ name }) => [name, form.get(name)?.trim()])));

/** The page from which somebody came, or else the one that it is about. */
function backOf(action: Action, form: URLSearchParams, values: Values): string {
  const back = localPath(form.get('back'));
  return back === '/' ? action.page(values, []) : back;
}

async function stepOf(
  { event, ids, store, publish, now, zone: remembered }: RawRequest,
  form: URLSearchParams,
  viewer: Speaking,
): Promise<HttpAnswer> {
  const { name, action } = actionOf(ids);
  const values = valuesIn(action, form);
  const shared = { name, action, values, back: backOf(action, form, values) };
  const step = form.get('step');
  if (step === 'edit') return ownPage(event, FormPage(shared), { viewer });
  const zone = timeZone.safeParse(remembered).data ?? 'UTC';
  const speaker = { person: viewer.person.id, actor: viewer.person.actor };
  // Who may is asked again whatever the preview said: a role may have gone, or somebody else was faster.
  const prepared = await prepare(name, action, { store, speaker, now, zone }, values);
  if (!prepared.ok)
    return ownPage(event, FormPage({ ...shared, problem: prepared }), { viewer, status: 422 });
  const preview = { ...shared, person: viewer.person.name, prepared };
  const isSame = form.get('digest') === prepared.digest;
  if (step !== 'say' || !isSame || prepared.facts.length === 0) {
    const isChangedMeanwhile = step === 'say' && !isSame;
    return ownPage(event, PreviewPage({ ...preview, isChangedMeanwhile }), {
      viewer,
      status: isChangedMeanwhile ? 409 : 200,
    });
  }
  await publishAll(
    publish,
    prepared.facts.map(({ fact, body }) => ({ type: fact.type, body })),
  );
  return ownPage(event, SaidPage({ ...preview, ...afterwards(action, values, prepared, form) }), { viewer });
}

function afterwards(action: Action, values: Values, { statement }: Prepared, form: URLSearchParams) {
  const back = localPath(form.get('back'));
  return {
    back: back === '/' ? action.page(values, statement.facts) : back,
    opposite: action.opposite(values, statement),
  };
}
