/** Parts that pages of several capabilities are put together from. */
import type { ComponentChildren } from 'preact';
import { type Place, pageAddress } from '../../kernel/model/addresses.ts';
import { useFrame, withQuery } from './frame.ts';

interface NamedProps {
  readonly of: Place;
  readonly id: string;
  /** @default the id */
  readonly children?: ComponentChildren;
}

/** A name, as a link to its page. */
export const Named = ({ of, id, children }: NamedProps) => <a href={pageAddress(of, id)}>{children ?? id}</a>;

/** Somebody by a reference: people and teams have pages, accounts elsewhere are words. */
export const Reference = ({ to }: { to: string }) => {
  const [, kind, id] = /^(person|team):(.+)$/.exec(to) ?? [];
  if (id === undefined) return <span>{to}</span>;
  return <Named of={kind === 'team' ? 'team' : 'person'} id={id} />;
};

/** The head of a row that is about what has this name. */
export const NamedHead = (props: NamedProps) => (
  <th scope="row">
    <Named {...props} />
  </th>
);

interface PartProps {
  readonly id: string;
  readonly title: string;
  /** The page of what the part is about. */
  readonly href?: string | undefined;
  /** How many of them there are, where it is a list. */
  readonly count?: number;
  readonly children: ComponentChildren;
}

/** A part of a page under a heading of its own. */
export const Part = ({ id, title, href, count, children }: PartProps) => (
  <section class="part" aria-labelledby={id}>
    <h2 id={id}>
      {href === undefined ? title : <a href={href}>{title}</a>}
      {count !== undefined && <span class="count"> {count}</span>}
    </h2>
    {children}
  </section>
);

/** Says that there is nothing yet, and what brings something here. */
export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;

/** Terms and what is known of them; a row without an answer is left out. */
export const Known = ({
  rows,
}: {
  rows: readonly (readonly [term: string, answer: ComponentChildren])[];
}) => (
  <dl class="known">
    {rows
      .filter(([, answer]) => answer !== undefined && answer !== null && answer !== false)
      .map(([term, answer]) => (
        <>
          <dt>{term}</dt>
          <dd>{answer}</dd>
        </>
      ))}
  </dl>
);

interface TableProps {
  /** What the table shows, for who does not see the heading above it. */
  readonly caption: string;
  readonly head: readonly ComponentChildren[];
  readonly children: ComponentChildren;
  /** Whether the first column stays in sight when the others are scrolled. */
  readonly isHeld?: boolean;
}

/** A table that scrolls by itself where the screen is too narrow for it, also by keyboard. */
export const Table = ({ caption, head, children, isHeld = false }: TableProps) => (
  // biome-ignore lint/a11y/useSemanticElements: it groups no fields of a form, and it is no landmark beside its section.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
  <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
    <table class={isHeld ? 'held' : undefined}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

/** The way to the next part of a list that is longer than a page. @param changes of the query; nothing where this is the end */
export function Earlier({
  changes,
  label = 'Earlier ones',
}: {
  changes: Readonly<Record<string, string | null>>;
  label?: string;
}) {
  const { address } = useFrame();
  const wanted = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  if (wanted.length === 0) return null;
  return (
    <p class="actions">
      <a class="button" rel="next" href={withQuery(address, Object.fromEntries(wanted))}>
        {label}
      </a>
    </p>
  );
}

interface FormatsProps {
  /** Its address in the API. */
  readonly data: string;
  /** The words of `?format=`. */
  readonly formats?: readonly ('csv' | 'md')[];
  /** Addresses to subscribe to. */
  readonly calendar?: string;
  readonly feed?: string;
}

/** What else this page can be had as. */
export function Formats({ data, formats = [], calendar, feed }: FormatsProps) {
  const { address } = useFrame();
  const [, query] = address.split('?', 2);
  return (
    <p class="formats">
      <span>Also as</span>
      <a href={query === undefined ? data : `${data}?${query}`}>JSON</a>
      {formats.includes('csv') && <a href={withQuery(address, { format: 'csv' })}>CSV</a>}
      {formats.includes('md') && <a href={withQuery(address, { format: 'md' })}>Markdown</a>}
      {calendar !== undefined && <a href={calendar}>Calendar</a>}
      {feed !== undefined && <a href={feed}>Feed</a>}
    </p>
  );
}
