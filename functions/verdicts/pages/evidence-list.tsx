import { Moment } from '../../site/look/moment.tsx';
import { plural, sentence } from '../../site/look/words.ts';
import type { ProjectReport } from '../model/report.ts';
import type { Evidence } from '../model/verdict.ts';
import { EVIDENCE, reachInWords } from './words.ts';

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
    </ul>
  </li>
);

type EvidenceListProps = Pick<ProjectReport, 'evidence' | 'evidenceOmitted'> & { readonly of: string };

/** All that was looked at; folded until asked for, and open on paper. */
export const EvidenceList = ({ evidence, evidenceOmitted, of }: EvidenceListProps) => {
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
        <p class="omitted">And {evidenceOmitted.toLocaleString('en-GB')} more, not kept here.</p>
      )}
    </details>
  );
};
