/** A form in three steps: what is filled in, what it will say and change, and what was said. It works without script. */
import type { ComponentChildren } from 'preact';
import { Layout } from '../look/layout.tsx';
import { Part, Table } from '../look/parts.tsx';
import { FormToken } from '../look/reader.tsx';
import { Moment, sentence } from '../look/words.tsx';
import { type Action, type Field, type Opposite, sayAddress, type Values } from './action.ts';
import { ACTIONS } from './actions.ts';
import { type Effect, isChanged, type Told } from './effects.ts';
import type { Prepared, Problem } from './prepare.ts';

/** The words go on after a name. */
const withStop = (words: string) => (/[.!?…]$/.test(words) ? words : `${words}.`);

interface FormProps {
  readonly name: string;
  readonly action: Action;
  readonly values: Values;
  /** The page from which somebody came. */
  readonly back: string;
  readonly problem?: Problem | undefined;
}

const Hidden = ({ values, back }: Pick<FormProps, 'values' | 'back'>) => (
  <>
    <FormToken />
    {Object.entries({ ...values, back }).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);

/** Whatever goes wrong is said on top, and again at its field. */
const Wrong = ({ problem: { field, because }, action }: { problem: Problem; action: Action }) => (
  <div class="refused" role="alert" id="problem">
    <p>
      <strong>{field === undefined ? 'Nothing was recorded.' : 'Something is missing.'}</strong>{' '}
      {field === undefined ? sentence(because) : <a href={`#say-${field}`}>{sentence(because)}</a>}
    </p>
    {field === undefined && <p>Who may: {action.who}</p>}
  </div>
);

function Input({ field, value, problem }: { field: Field; value: string; problem: Problem | undefined }) {
  const { name, label, hint, as, isRequired = false } = field;
  const isWrong = problem?.field === name;
  const id = `say-${name}`;
  const described = [hint && `${id}-hint`, isWrong && `${id}-wrong`].filter(Boolean).join(' ');
  const shared = {
    id,
    name,
    required: isRequired,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!isRequired && typeof as === 'string' ? ' (optional)' : ''}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {isWrong && (
        <p class="wrong" id={`${id}-wrong`}>
          {sentence(problem.because)}
        </p>
      )}
      {typeof as !== 'string' ? (
        <select {...shared}>
          {as.map(([word, words]) => (
            <option key={word} value={word} selected={word === value}>
              {words}
            </option>
          ))}
        </select>
      ) : as === 'text' ? (
        <textarea {...shared} maxLength={2000}>
          {value}
        </textarea>
      ) : (
        <input {...shared} value={value} autocomplete="off" spellcheck={false} />
      )}
    </div>
  );
}

const Fields = ({ name, action, values, back, problem }: FormProps) => (
  // The fields say themselves what is wrong, in the words of the rules; the browser's own would come before them.
  <form method="post" action={sayAddress(name)} noValidate>
    <Hidden values={{}} back={back} />
    {action.fields.map((field) => (
      <Input key={field.name} field={field} value={values[field.name] ?? ''} problem={problem} />
    ))}
    <p class="actions">
      <button type="submit" name="step" value="preview" class="main">
        See what it changes
      </button>
      <a class="button" href={back}>
        Cancel
      </a>
    </p>
  </form>
);

interface FrameProps {
  readonly action: Action;
  readonly back: string;
  readonly title?: string;
  readonly lead?: ComponentChildren;
  readonly children: ComponentChildren;
}

const Framed = ({ action, back, title, lead, children }: FrameProps) => (
  <Layout
    title={title ?? action.title}
    above={[{ label: 'Back', address: back }]}
    lead={lead ?? action.about}
  >
    {children}
  </Layout>
);

export const FormPage = (props: FormProps) => (
  <Framed action={props.action} back={props.back}>
    {props.problem !== undefined && <Wrong problem={props.problem} action={props.action} />}
    <Fields {...props} />
    <p class="beside">Who may: {props.action.who}</p>
  </Framed>
);

const TellIt = ({ told }: { told: Told }) => {
  if (told === undefined) return <span class="beside">nothing known</span>;
  return 'at' in told ? <Moment at={told.at} /> : told.words;
};

function Effects({ effects }: { effects: readonly Effect[] }) {
  const changed = effects.filter(isChanged);
  const same = effects.filter((effect) => !isChanged(effect));
  return (
    <Part id="changes" title="What it changes" count={changed.length}>
      {changed.length === 0 ? (
        <p>It is recorded with your name, and no verdict, star or date changes by it.</p>
      ) : (
        <Table caption="What it changes" head={['What', 'Now', 'Then']}>
          {changed.map(({ what, before, after }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <TellIt told={before} />
              </td>
              <td>
                <TellIt told={after} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {same.length > 0 && (
        <p class="beside">
          {same.length > 3
            ? `${same.length} others stay`
            : `${same.map(({ what }) => what).join(', ')}: stays`}{' '}
          as it is.
        </p>
      )}
    </Part>
  );
}

interface PreviewProps extends FormProps {
  readonly person: string;
  readonly prepared: Prepared;
  /** What the form was computed from has changed since somebody looked. */
  readonly isChangedMeanwhile: boolean;
}

export const PreviewPage = (props: PreviewProps) => {
  const { name, action, values, back, person, prepared, isChangedMeanwhile } = props;
  const { statement, effects, digest } = prepared;
  if (statement.facts.length === 0)
    return (
      <Framed action={action} back={back}>
        <p class="said">{sentence(statement.words)} There is nothing to state.</p>
        <p class="actions">
          <a class="button" href={back}>
            Back
          </a>
        </p>
      </Framed>
    );
  return (
    <Framed
      action={action}
      back={back}
      title={`${action.title}: is this right?`}
      lead="Nothing was recorded yet."
    >
      {isChangedMeanwhile && (
        <p class="refused" role="alert">
          Something has changed since you looked, perhaps by somebody else. This is how it is now; nothing was
          recorded.
        </p>
      )}
      <p class="said">
        <strong>{person}</strong> {withStop(statement.words)}
      </p>
      {statement.next !== undefined && <p class="beside">{sentence(statement.next)}</p>}
      <Effects effects={effects} />
      <form method="post" action={sayAddress(name)}>
        <Hidden values={{ ...values, digest }} back={back} />
        <p class="actions">
          <button type="submit" name="step" value="say" class="main">
            Say it
          </button>
          <button type="submit" name="step" value="edit">
            Change something
          </button>
          <a class="button" href={back}>
            Cancel
          </a>
        </p>
      </form>
    </Framed>
  );
};

interface SaidProps extends Omit<FormProps, 'problem'> {
  readonly person: string;
  readonly prepared: Prepared;
  readonly opposite: Opposite | undefined;
}

export const SaidPage = ({ action, back, person, prepared, opposite }: SaidProps) => (
  <Framed
    action={action}
    back={back}
    title="It is said"
    lead="It is sent, and recorded in a moment: pages show it then."
  >
    <p class="said" role="status">
      <strong>{person}</strong> {withStop(prepared.statement.words)}
    </p>
    {prepared.statement.next !== undefined && <p>{sentence(prepared.statement.next)}</p>}
    <p class="actions">
      <a class="button main" href={back}>
        Go back
      </a>
      {opposite !== undefined && (
        <a class="button" href={sayAddress(opposite.action, { ...opposite.values, back })}>
          Undo: {ACTIONS.get(opposite.action)?.title.toLowerCase()}
        </a>
      )}
    </p>
  </Framed>
);
