import { wordsOf } from '../../outline/line.ts';
import { plural } from '../../outline/plural.ts';
import { dayAndTime, sentence } from '../../site/look/words.tsx';
import { outlookTally } from '../model/outlook.ts';
import { overdueAdvice, planInWords } from '../model/outlook-words.ts';
import { Who } from './projects.tsx';
import type { SeenOutlook } from './seen.ts';

const Project = ({ outlook }: { outlook: SeenOutlook['projects'][number] }) => {
  const { because, risks, remarks, plans, changes } = outlook;
  const reasons = risks.length > 0 ? risks : [because];
  return (
    <li class="project">
      <Who {...outlook} />
      <div class="what">
        {reasons.map((reason) => (
          <p key={reason}>{sentence(reason)}</p>
        ))}
        {remarks.map((remark) => (
          <p key={remark} class="timing">
            {sentence(remark)}
          </p>
        ))}
        {plans.map((plan) => (
          <p key={plan.feature ?? ''} class="timing">
            {sentence(planInWords(plan))}
          </p>
        ))}
        {changes > 0 && <p class="timing">{plural(changes, 'change')} merged so far.</p>}
      </div>
    </li>
  );
};

const Overdue = ({ outlook }: { outlook: SeenOutlook }) => (
  <div class="empty">
    <p>
      <strong>
        {sentence(`the cut was planned for ${dayAndTime(outlook.cutAt)}, and nobody has told of it`)}
      </strong>
    </p>
    <p>{wordsOf(overdueAdvice(outlook))}</p>
  </div>
);

/** What is planned for a release to come, what is merged of it so far, and what is at risk. */
export const Outlook = ({ outlook }: { outlook: SeenOutlook }) => {
  const groups = outlookTally(outlook.projects);
  return (
    <>
      {outlook.isOverdue && <Overdue outlook={outlook} />}
      {groups.length === 0 ? (
        <p class="empty">
          No project is expected to ship in this release: none was started on the train {outlook.train}.
        </p>
      ) : (
        <section class="tally" aria-labelledby="tally">
          <h2 id="tally">{plural(outlook.projects.length, 'project')} so far</h2>
          <ul>
            {groups.map(({ standing, label, projects }) => (
              <li key={standing}>
                <a href={`#${standing}`}>
                  <strong>{projects.length}</strong> {label.toLowerCase()}
                </a>
              </li>
            ))}
          </ul>
          <p class="timing">
            As it would be if the release were cut now. Each project gets its verdict at the cut.
          </p>
        </section>
      )}
      {groups.map(({ standing, label, about, projects }) => (
        <section key={standing} class="group" id={standing} aria-labelledby={`${standing}-label`}>
          <header>
            <h2 id={`${standing}-label`}>
              {label} <span class="count">{projects.length}</span>
            </h2>
            <p>{about}</p>
          </header>
          <ul>
            {projects.map((each) => (
              <Project key={each.project} outlook={each} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
