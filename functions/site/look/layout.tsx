/** What all pages are in: the head, the menu, the person who reads, and the time zone in which they read. */
import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';
import { Reader } from './reader.tsx';
import { STYLE_FILE } from './styles.ts';

const PLACES = [
  { address: '/', label: 'Where we are' },
  { address: '/matrix', label: 'Matrix' },
  { address: '/features', label: 'Features' },
  { address: '/teams', label: 'Teams' },
  { address: '/releases', label: 'Releases' },
  { address: '/reviews', label: 'Reviews' },
  { address: '/due', label: 'Due' },
  { address: '/digests', label: 'Digests' },
  { address: '/reference', label: 'Reference' },
] as const;

/** For readers who see what is internal. */
const OPERATIONS = { address: '/internal', label: 'Operations' } as const;

type Menu = (typeof PLACES)[number] | typeof OPERATIONS;

// A browser asks for /favicon.ico unless the page has an icon.
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#1f8a9c" stroke-width="3.5"><circle cx="16" cy="16" r="10"/><path d="M1 16h30"/></svg>',
)}`;

/** The load line of a ship: it shows how deep the ship may lie in the water. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <circle cx="16" cy="16" r="10" />
    <path d="M1 16h30" />
  </svg>
);

function Masthead({ here }: { here?: string | undefined }) {
  const { viewer, address: asked } = useFrame();
  const [path = '/'] = asked.split('?', 1);
  const places: readonly Menu[] = viewer.isInternal ? [...PLACES, OPERATIONS] : PLACES;
  return (
    <header class="masthead">
      <a class="brand" href="/">
        <Mark />
        Shipshape
      </a>
      <nav aria-label="Main">
        <ul>
          {places.map(({ address, label }) => (
            <li key={address}>
              <a href={address} aria-current={currentAt(address, here ?? path, path)}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Reader />
    </header>
  );
}

/** Of a page below a place, the menu says that it is there, and not that it is that page. */
function currentAt(place: string, here: string, path: string): 'page' | 'true' | undefined {
  if (place === here) return place === path ? 'page' : 'true';
  return path.startsWith(`${place}/`) ? 'true' : undefined;
}

interface LayoutProps {
  readonly title: string;
  /** The address of the page, when it is in the main navigation. */
  readonly here?: Menu['address'];
  /** The pages above this one. */
  readonly above?: readonly Step[];
  /** What the page is about, in a sentence; a page without a lead has its own heading. */
  readonly lead?: ComponentChildren;
  /** The feed of the page, for programs that look for one. */
  readonly feed?: string;
  /** Where the browser goes by itself. */
  readonly goesTo?: string;
  readonly children: ComponentChildren;
}

export const Layout = ({ title, here, above = [], lead, feed, goesTo, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {goesTo !== undefined && <meta http-equiv="refresh" content={`0; url=${goesTo}`} />}
      <title>{`${title} · Shipshape`}</title>
      <link rel="icon" href={ICON} />
      {feed !== undefined && <link rel="alternate" type="application/atom+xml" title={title} href={feed} />}
      <link rel="stylesheet" href={`/assets/${STYLE_FILE}`} />
    </head>
    <body>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Masthead here={here} />
      <main id="content" tabIndex={-1}>
        {lead !== undefined && (
          <header class="heading">
            {above.length > 0 && <Breadcrumb steps={above} />}
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
          </header>
        )}
        {children}
      </main>
      <footer>
        <p>Shipshape says where things are; it never blocks anyone.</p>
        <Zone />
      </footer>
    </body>
  </html>
);

/** Says in which zone times are written, and lets the reader choose another. */
function Zone() {
  const { zone, address } = useFrame();
  return (
    <form method="post" action="/zone">
      <label>
        Times are in <input name="zone" value={zone} size={16} autocomplete="off" spellcheck={false} />
      </label>
      <input type="hidden" name="back" value={address} />
      <button type="submit">Change</button>
    </form>
  );
}

interface Step {
  readonly label: string;
  readonly address?: string;
}

/** The pages above this one, the uppermost first. A step without an address is no link. */
export const Breadcrumb = ({ steps }: { steps: readonly Step[] }) => (
  <nav aria-label="Breadcrumb">
    <ol>
      {steps.map(({ label, address }) => (
        <li key={label}>{address === undefined ? label : <a href={address}>{label}</a>}</li>
      ))}
    </ol>
  </nav>
);
