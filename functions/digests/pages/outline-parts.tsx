/** An outline on a page: the same words as in every other channel, with names that lead to their pages. */
import type { Line, Part } from '../../outline/line.ts';
import { type Block, moreWords, NEXT, type Outline } from '../../outline/shape.ts';
import { Named } from '../../site/look/parts.tsx';
import { splitEntity } from '../model/actions.ts';
import type { Digest } from '../model/model.ts';
import { trendSvg } from '../model/words/trend.ts';

const Words = ({ part }: { part: Part }) => {
  if (part.kind === 'link') return <a href={part.to}>{part.text}</a>;
  return part.kind === 'strong' ? <strong>{part.text}</strong> : <span>{part.text}</span>;
};

export const Sentence = ({ line }: { line: Line }) => (
  <>
    {line.map((part, at) => (
      <Words key={at} part={part} />
    ))}
  </>
);

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <ul>
    {lines.map((line, at) => (
      <li key={at}>
        <Sentence line={line} />
      </li>
    ))}
  </ul>
);

/** Headings of what is within a part of a page are one level lower than those of a page that is a digest. */
type Level = 'h2' | 'h3';

const Section = ({ block, level: Heading }: { block: Block; level: Level }) => (
  <section class="told" aria-labelledby={`of-${block.name}`}>
    <Heading id={`of-${block.name}`}>{block.heading}</Heading>
    <Lines lines={block.lines} />
    {block.left > 0 && <p class="omitted">{moreWords(block.left, block.lines.length)}</p>}
  </section>
);

export const Blocks = ({ blocks, level = 'h2' }: { blocks: readonly Block[]; level?: Level }) => (
  <div class="blocks">
    {blocks.map((block) => (
      <Section key={block.name} block={block} level={level} />
    ))}
  </div>
);

export const Trend = ({ lines, points }: { lines: readonly Line[]; points: Digest['trend'] }) =>
  lines.length === 0 ? null : (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend">Trend</h2>
      <div dangerouslySetInnerHTML={{ __html: trendSvg(points) }} />
      <Lines lines={lines} />
    </section>
  );

const About = ({ entity }: { entity: string }) => {
  const [kind, id] = splitEntity(entity);
  return kind === 'feature' || kind === 'team' || kind === 'project' || kind === 'review' ? (
    <Named of={kind} id={id} />
  ) : (
    <code>{entity}</code>
  );
};

export const Next = ({ actions, level: Heading = 'h2' }: Pick<Outline, 'actions'> & { level?: Level }) =>
  actions.length === 0 ? null : (
    <section class="next" aria-labelledby="next">
      <Heading id="next">{NEXT}</Heading>
      <ol>
        {actions.map(({ text, to, entity }) => (
          <li key={text}>
            {text} {to !== undefined && <a href={to}>Confirm</a>}
            {entity !== undefined && <About entity={entity} />}
          </li>
        ))}
      </ol>
    </section>
  );
