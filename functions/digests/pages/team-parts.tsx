/** Parts of the page of a team. */

import type { Place } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Empty, Known, Named, NamedHead, Part, Table } from '../../site/look/parts.tsx';
import { VerdictStrip } from '../../site/look/verdict-strip.tsx';
import { Day } from '../../site/look/words.tsx';
import type {
  GradedFeature,
  InRole,
  StrategyStep,
  StrippedProject,
  TeamReport,
} from '../model/team-report.ts';
import { periodTitle } from '../model/words/period-words.ts';

/** Several names, each a link. */
export const AllNamed = ({ of, ids }: { of: Place; ids: readonly string[] }) => (
  <>
    {ids.map((id, at) => (
      <span key={id}>
        {at > 0 && ', '}
        <Named of={of} id={id} />
      </span>
    ))}
  </>
);

/** `9 of 12`, or that nothing is known of it. */
export const Stars = ({ of: { earned, of } }: { of: Pick<GradedFeature, 'earned' | 'of'> }) =>
  of === 0 ? <span class="beside">not graded</span> : <span>{`${earned} of ${of}`}</span>;

export const Features = ({ features, team }: { features: readonly GradedFeature[]; team?: string }) => (
  <>
    <Table caption="Features and their stars" head={['Feature', 'Maturity', 'Stars']} isHeld>
      {features.map((it) => (
        <tr key={it.feature}>
          <NamedHead of="feature" id={it.feature}>
            {it.title}
          </NamedHead>
          <td>{it.maturity ?? <span class="beside">unknown</span>}</td>
          <td>
            <Stars of={it} />
          </td>
        </tr>
      ))}
    </Table>
    {team !== undefined && (
      <p>
        <a href={`/matrix?team=${encodeURIComponent(team)}`}>All stars of this team in the matrix</a>
      </p>
    )}
  </>
);

const streakWords = (streak: number) => `nothing in ${plural(streak, 'release')} in a row`;

export const Projects = ({ projects }: { projects: readonly StrippedProject[] }) => (
  <Table caption="Projects and their last verdicts" head={['Project', 'Last verdicts', 'Train']} isHeld>
    {projects.map(({ project, title, train, status, streak, strip }) => (
      <tr key={project}>
        <th scope="row">
          <Named of="project" id={project}>
            {title}
          </Named>{' '}
          {status !== 'active' && <span class="tag">{status}</span>}{' '}
          {streak > 1 && <span class="tag streak">{streakWords(streak)}</span>}
        </th>
        <td>
          <VerdictStrip of={title} cells={strip} />
        </td>
        <td>{train !== undefined && <Named of="train" id={train} />}</td>
      </tr>
    ))}
  </Table>
);

const ROLE_WORDS: Readonly<Record<string, string>> = {
  pm: 'Product manager',
  em: 'Engineering manager',
  tl: 'Tech lead',
  design: 'Design',
  pmm: 'Product marketing',
  'product-marketing': 'Product marketing',
  engineering: 'Engineering',
  product: 'Product',
  approver: 'Approves, too',
};

const roleIn = (role: string) => ROLE_WORDS[role] ?? role;

/** Who somebody is, where the reader may know it. */
const Person = ({ it: { person = '', name, accounts = [] } }: { it: InRole }) => (
  <>
    {name === undefined ? (
      person
    ) : (
      <Named of="person" id={person}>
        {name}
      </Named>
    )}{' '}
    {accounts.length > 0 && <span class="beside">{accounts.join(', ')}</span>}
  </>
);

/** @param areKnown whether the reader may know who they are */
export const People = ({ people, areKnown }: { people: readonly InRole[]; areKnown: boolean }) =>
  areKnown ? (
    <Known
      rows={people.map((it) => [
        roleIn(it.role),
        it.person === undefined ? <span class="beside">nobody is named</span> : <Person it={it} />,
      ])}
    />
  ) : (
    <p>
      {[...new Set(people.map(({ role }) => roleIn(role)))].join(', ')}.{' '}
      <span class="beside">Who has each role is shown to people of this organisation.</span>
    </p>
  );

export function Strategy({ step, areKnown }: { step: StrategyStep; areKnown: boolean }) {
  const { updatedAt, since, partners, changes } = step;
  return (
    <Part id="update" title="The next update of the strategy page">
      <p>
        {updatedAt === undefined ? (
          'Nobody has said yet that an update was made. '
        ) : (
          <>
            The last update was on <Day at={updatedAt} />.{' '}
          </>
        )}
        It is written together with these partners; below is what changed since <Day at={since} />, to paste
        into it.
      </p>
      <div class="columns">
        <div>
          <People people={partners} areKnown={areKnown} />
        </div>
        <div class="field">
          <label for="changes">What changed, as Markdown</label>
          <textarea id="changes" readonly rows={12}>
            {changes}
          </textarea>
        </div>
      </div>
    </Part>
  );
}

/** A number that is measured: how often the steps were done. */
export const Completion = ({ completion }: Pick<TeamReport, 'completion'>) => (
  <Table caption="Steps in the last twelve months" head={['Step', 'Done', 'Missed']}>
    {completion.steps.map(({ step, title, done, of, periods }) => {
      const missed = periods.filter(({ isDone }) => !isDone).map(({ period }) => periodTitle(period));
      return (
        <tr key={`${step} ${periods[0]?.period}`}>
          <th scope="row">{title}</th>
          <td>{`${done} of ${of}`}</td>
          <td>{missed.length === 0 ? <span class="beside">none</span> : missed.join(', ')}</td>
        </tr>
      );
    })}
  </Table>
);

const EXPOSURES: Readonly<Record<string, string>> = { on: 'on by default', off: 'behind a feature flag' };

/** The target of a task, as links. */
const Where = ({ task }: { task: NonNullable<NonNullable<TeamReport['roadmap']>['roadmap']>[number] }) => (
  <span class="beside">
    {task.when != null && `${task.when} `}
    {task.feature != null && <Named of="feature" id={task.feature} />}{' '}
    {task.project != null && <Named of="project" id={task.project} />}{' '}
    {task.release != null && (
      <>
        in <Named of="release" id={task.release} />
      </>
    )}{' '}
    {task.exposure != null && (EXPOSURES[task.exposure] ?? task.exposure)}
  </span>
);

export function Roadmap({ roadmap }: { roadmap: NonNullable<TeamReport['roadmap']> }) {
  const { priorities, roadmap: tasks, backlog } = roadmap;
  return (
    <div class="columns">
      {priorities != null && priorities.length > 0 && (
        <Part id="priorities" title="Priorities" count={priorities.length}>
          <ol class="rows">
            {priorities.map(({ problem, evidence }) => (
              <li key={problem}>
                {problem} <Evidence it={evidence} />
              </li>
            ))}
          </ol>
        </Part>
      )}
      {tasks != null && tasks.length > 0 && (
        <Part id="roadmap" title="Roadmap" count={tasks.length}>
          <ul class="rows">
            {tasks.map((task) => (
              <li key={task.task}>
                {task.task} <Where task={task} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {backlog != null && backlog.length > 0 && (
        <Part id="backlog" title="Backlog" count={backlog.length}>
          <ul class="rows">
            {backlog.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

const Evidence = ({ it }: { it: string | null | undefined }) => {
  if (it == null) return null;
  return /^https?:\/\//.test(it) ? <a href={it}>evidence</a> : <span class="beside">{it}</span>;
};

export const NothingOwned = () => (
  <Empty>
    Nothing belongs to this team yet. Features and projects name their team in features.yml and projects.yml.
  </Empty>
);
