import { plural } from '../../outline/plural.ts';
import { Moment, sentence } from '../../site/look/words.tsx';
import type { ProjectReport } from '../model/report.ts';
import type { Evidence, Timing } from '../model/verdict.ts';
import { Sign, tally } from './tally-bar.tsx';

/** `3 of 7 changes before mid-cycle, 1 after the freeze`; nothing when no milestone is known. */
function timingInWords({ changes, beforeMidCycle, afterFreeze }: Timing): string | undefined {
  if (changes === 0 || (beforeMidCycle === undefined && afterFreeze === undefined)) return undefined;
  const all = plural(changes, 'change');
  if (beforeMidCycle === undefined) return `${afterFreeze} of ${all} after the freeze`;
  const late = afterFreeze === undefined ? '' : `, ${afterFreeze} after the freeze`;
  return `${beforeMidCycle} of ${all} before mid-cycle${late}`;
}

/** A project by its title, with its team; its id only where it says something else. */
export const Who = ({ project, title, team }: Pick<ProjectReport, 'project' | 'title' | 'team'>) => (
  <div class="who">
    <h3>{title}</h3>
    <p class="team">
      {team}
      {project !== title && project !== team && <code>{project}</code>}
    </p>
  </div>
);

const Project = ({ report }: { report: ProjectReport }) => {
  const { title, streak, because, timing } = report;
  const merged = timingInWords(timing);
  return (
    <li class="project">
      <Who {...report} />
      <div class="what">
        <p>
          {sentence(because)}
          {streak > 1 && <strong class="tag streak">{plural(streak, 'release')} in a row</strong>}
        </p>
        {merged !== undefined && <p class="timing">{merged}</p>}
        <EvidenceList evidence={report.evidence} evidenceOmitted={report.evidenceOmitted} of={title} />
      </div>
    </li>
  );
};

/** The longest streak first; otherwise as reported. */
const inOrder = (projects: readonly ProjectReport[]) =>
  projects.toSorted((one, other) => other.streak - one.streak);

/** The projects of a release by verdict, each with the rule that decided and its evidence. */
export const ProjectGroups = ({ projects }: { projects: readonly ProjectReport[] }) => (
  <>
    {tally(projects).map(({ verdict, label, about, projects: members }) => (
      <section key={verdict} class="group" id={verdict} aria-labelledby={`${verdict}-label`}>
        <header>
          <h2 id={`${verdict}-label`}>
            <Sign verdict={verdict} /> {label} <span class="count">{members.length}</span>
          </h2>
          <p>{about}</p>
        </header>
        <ul>
          {inOrder(members).map((report) => (
            <Project key={report.project} report={report} />
          ))}
        </ul>
      </section>
    ))}
  </>
);

const EVIDENCE: Readonly<Record<Evidence['kind'], string>> = {
  change: 'Change',
  shipment: 'Declared shipment',
  flag: 'Feature flag',
  exemption: 'Exemption',
  undecided: 'Undecided',
  revert: 'Revert',
};

/** The exposure, and the feature flag's default where the reason does not already say it. */
function reachInWords({ exposure, flag, flagDefault, because }: Evidence): string[] {
  const words =
    exposure === undefined ? [] : [exposure === 'on-by-default' ? 'on by default' : 'off by default'];
  if (flag === undefined || because.includes(flag)) return words;
  const stood = { on: 'on at the cut', off: 'off at the cut', unknown: 'default not known' };
  return [...words, `feature flag ${flag}${flagDefault ? `: ${stood[flagDefault]}` : ''}`];
}

/** Only web addresses become links, wherever the evidence came from. */
const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function Name({ title, url, kind, feature, flag }: Evidence) {
  const name = title ?? feature ?? flag ?? EVIDENCE[kind];
  return url !== undefined && isWebAddress(url) ? (
    <a href={url} rel="noreferrer">
      {name}
    </a>
  ) : (
    <span>{name}</span>
  );
}

const Piece = ({ piece }: { piece: Evidence }) => (
  <li class={piece.counts ? 'piece' : 'piece uncounted'}>
    <p class="name">
      {piece.counts ? <Name {...piece} /> : <s>{<Name {...piece} />}</s>}
      {!piece.counts && <strong class="tag">Does not count</strong>}
    </p>
    <p class="because">{sentence(piece.because)}</p>
    <ul class="facts">
      <li>{EVIDENCE[piece.kind]}</li>
      <li>
        <Moment at={piece.at} />
      </li>
      {piece.feature !== undefined && piece.title !== undefined && <li>feature {piece.feature}</li>}
      {reachInWords(piece).map((words) => (
        <li key={words}>{words}</li>
      ))}
      {piece.corrections?.map(({ event, kind, at, url }) => (
        <li key={`${event} ${kind}`}>
          {url !== undefined && isWebAddress(url) ? (
            <a href={url} rel="noreferrer">
              {kind}
            </a>
          ) : (
            kind
          )}{' '}
          <Moment at={at} />
        </li>
      ))}
    </ul>
  </li>
);

type EvidenceListProps = Pick<ProjectReport, 'evidence' | 'evidenceOmitted'> & { readonly of: string };

/** All evidence; collapsed on a screen, and open on paper. */
const EvidenceList = ({ evidence, evidenceOmitted, of }: EvidenceListProps) => {
  if (evidence.length === 0) return null;
  return (
    <details>
      <summary>
        {plural(evidence.length + evidenceOmitted, 'piece of evidence', 'pieces of evidence')}
        <span class="unseen"> for {of}</span>
      </summary>
      <ul class="evidence">
        {evidence.map((piece) => (
          <Piece key={`${piece.event} ${piece.kind} ${piece.at}`} piece={piece} />
        ))}
      </ul>
      {evidenceOmitted > 0 && (
        <p class="omitted">And {evidenceOmitted.toLocaleString('en-GB')} more, not stored.</p>
      )}
    </details>
  );
};
