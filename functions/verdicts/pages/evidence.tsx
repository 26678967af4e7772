/** The evidence of a verdict, and when the changes among it were merged. */
import type { PublicOf } from '../../../events/visibility.ts';
import { plural } from '../../outline/plural.ts';
import { Named } from '../../site/look/parts.tsx';
import { Say } from '../../site/look/say.tsx';
import { Moment, sentence } from '../../site/look/words.tsx';
import type { Evidence, evidence as evidenceSchema, Timing } from '../model/verdict.ts';

/** What everybody sees of a piece; who sees more has nothing more drawn here. */
/** As everybody sees it, or as people inside do. */
type SeenEvidence = PublicOf<ReturnType<typeof evidenceSchema>> | Evidence;

/** `3 of 7 changes before mid-cycle, 1 after the freeze`; nothing when no milestone is known. */
export function timingInWords({ changes, beforeMidCycle, afterFreeze }: Timing): string | undefined {
  if (changes === 0 || (beforeMidCycle === undefined && afterFreeze === undefined)) return undefined;
  const all = plural(changes, 'change');
  if (beforeMidCycle === undefined) return `${afterFreeze} of ${all} after the freeze`;
  const late = afterFreeze === undefined ? '' : `, ${afterFreeze} after the freeze`;
  return `${beforeMidCycle} of ${all} before mid-cycle${late}`;
}

const EVIDENCE: Readonly<Record<SeenEvidence['kind'], string>> = {
  change: 'Change',
  shipment: 'Declared shipment',
  flag: 'Feature flag',
  exemption: 'Exemption',
  undecided: 'Undecided',
  revert: 'Revert',
};

/** The exposure, and the feature flag's default where the reason does not already say it. */
function reachInWords({ exposure, flag, flagDefault, because }: SeenEvidence): string[] {
  const words =
    exposure === undefined ? [] : [exposure === 'on-by-default' ? 'on by default' : 'off by default'];
  if (flag === undefined || because.includes(flag)) return words;
  const stood = { on: 'on at the cut', off: 'off at the cut', unknown: 'default not known' };
  return [...words, `feature flag ${flag}${flagDefault ? `: ${stood[flagDefault]}` : ''}`];
}

/** Only web addresses become links, wherever the evidence came from. */
const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function Name({ title, url, kind, feature, flag }: SeenEvidence) {
  const name = title ?? feature ?? flag ?? EVIDENCE[kind];
  return url !== undefined && isWebAddress(url) ? (
    <a href={url} rel="noreferrer">
      {name}
    </a>
  ) : (
    <span>{name}</span>
  );
}

interface PieceProps {
  readonly piece: SeenEvidence;
  readonly project: string;
}

/** What a change that was attributed wrongly needs, where somebody may say so. */
const Correct = ({ piece: { event, counts, corrections }, project }: PieceProps) => {
  const isWithdrawn = corrections?.at(-1)?.kind === 'withdrawn';
  if (!counts && !isWithdrawn) return null;
  return (
    <Say action={isWithdrawn ? 'reinstate' : 'withdraw'} fields={{ change: event, project }}>
      {isWithdrawn ? 'Let it count again' : 'It should not count'}
    </Say>
  );
};

type SeenCorrection = NonNullable<SeenEvidence['corrections']>[number];

/** What was said of it later, with the reason for people inside. */
const Corrected = ({ correction }: { correction: SeenCorrection }) => {
  const { kind, at, url } = correction;
  const reason = 'reason' in correction ? correction.reason : undefined;
  return (
    <li>
      {url !== undefined && isWebAddress(url) ? (
        <a href={url} rel="noreferrer">
          {kind}
        </a>
      ) : (
        kind
      )}{' '}
      <Moment at={at} />
      {reason !== undefined && `: ${reason}`}
    </li>
  );
};

const Piece = ({ piece, project }: PieceProps) => (
  <li class={piece.counts ? 'piece' : 'piece uncounted'}>
    <p class="name">
      {piece.counts ? <Name {...piece} /> : <s>{<Name {...piece} />}</s>}
      {!piece.counts && <strong class="tag">Does not count</strong>}
    </p>
    <p class="because">{sentence(piece.because)}</p>
    {piece.kind === 'change' && <Correct piece={piece} project={project} />}
    <ul class="facts">
      <li>{EVIDENCE[piece.kind]}</li>
      <li>
        <Moment at={piece.at} />
      </li>
      {piece.feature !== undefined && piece.title !== undefined && (
        <li>
          feature <Named of="feature" id={piece.feature} />
        </li>
      )}
      {reachInWords(piece).map((words) => (
        <li key={words}>{words}</li>
      ))}
      {piece.corrections?.map((correction) => (
        <Corrected key={`${correction.event} ${correction.kind}`} correction={correction} />
      ))}
    </ul>
  </li>
);

interface EvidenceListProps {
  readonly evidence: readonly SeenEvidence[];
  readonly evidenceOmitted: number;
  /** The id of the project. */
  readonly project: string;
  /** The title of what it is evidence of. */
  readonly of: string;
}

/** All evidence; collapsed on a screen, and open on paper. */
export const EvidenceList = ({ evidence, evidenceOmitted, project, of }: EvidenceListProps) => {
  if (evidence.length === 0) return null;
  return (
    <details>
      <summary>
        {plural(evidence.length + evidenceOmitted, 'piece of evidence', 'pieces of evidence')}
        <span class="unseen"> for {of}</span>
      </summary>
      <ul class="evidence">
        {evidence.map((piece) => (
          <Piece key={`${piece.event} ${piece.kind} ${piece.at}`} piece={piece} project={project} />
        ))}
      </ul>
      {evidenceOmitted > 0 && (
        <p class="omitted">And {evidenceOmitted.toLocaleString('en-GB')} more, not stored.</p>
      )}
    </details>
  );
};
