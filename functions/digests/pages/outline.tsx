/** An outline as a part of a page: the same words as in every other channel. */
import type { Line, Part } from '../../outline/line.ts';
import { type Block, moreWords, NEXT, type Outline } from '../../outline/shape.ts';
import { trendSvg } from '../model/words/trend-svg.ts';

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

const Told = ({ block }: { block: Block }) => (
  <section class="told" aria-labelledby={`of-${block.name}`}>
    <h2 id={`of-${block.name}`}>{block.heading}</h2>
    <Lines lines={block.lines} />
    {block.left > 0 && <p class="omitted">{moreWords(block.left, block.lines.length)}</p>}
  </section>
);

const Trend = ({ trend }: Pick<Outline, 'trend'>) =>
  trend.points.length === 0 ? null : (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend">Trend</h2>
      <div dangerouslySetInnerHTML={{ __html: trendSvg(trend.points, { width: 320, height: 56 }) }} />
      <Lines lines={trend.lines} />
    </section>
  );

const Next = ({ actions }: Pick<Outline, 'actions'>) =>
  actions.length === 0 ? null : (
    <section class="next" aria-labelledby="next">
      <h2 id="next">{NEXT}</h2>
      <ol>
        {actions.map(({ text, to, entity }) => (
          <li key={text}>
            {text} {to !== undefined && <a href={to}>Confirm</a>}
            {entity !== undefined && <code>{entity}</code>}
          </li>
        ))}
      </ol>
    </section>
  );

/** Everything but the title, the first sentence and the footer. */
export const OutlineBody = ({ outline }: { outline: Outline }) => (
  <>
    {outline.blocks.map((block) => (
      <Told key={block.name} block={block} />
    ))}
    <Trend trend={outline.trend} />
    <Next actions={outline.actions} />
  </>
);
