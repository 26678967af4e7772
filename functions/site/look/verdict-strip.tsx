/** The verdicts of a project in a row, the oldest first: each a shape that leads to its release and says its word. */
import { pageAddress } from '../../kernel/model/addresses.ts';
import { useFrame } from './frame.ts';
import { Mark, spoken } from './marks.tsx';
import { dayIn } from './words.tsx';

/** One release of a strip. */
interface Cell {
  readonly release: string;
  readonly version?: string | undefined;
  /** UTC instant. */
  readonly cutAt: string;
  /** A word of a verdict, like `shipped-nothing`. */
  readonly verdict: string;
}

interface VerdictStripProps {
  /** The title of the project. */
  readonly of: string;
  /** The oldest first. */
  readonly cells: readonly Cell[];
}

export function VerdictStrip({ of, cells }: VerdictStripProps) {
  const { zone } = useFrame();
  if (cells.length === 0) return <span class="beside">Not judged yet</span>;
  return (
    <ol class="strip" aria-label={`Verdicts of ${of}, the oldest first`}>
      {cells.map(({ release, version = release, cutAt, verdict }) => (
        <li key={release}>
          <a href={pageAddress('release', release)}>
            <Mark of="verdict" word={verdict} isTerse>
              {`${version}, cut ${dayIn(cutAt, zone)}: ${spoken(verdict)}`}
            </Mark>
          </a>
        </li>
      ))}
    </ol>
  );
}
