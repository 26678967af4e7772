import type { ComponentChildren } from 'preact';
import { STYLE } from './styles.ts';

const PLACES = [
  { address: '/', label: 'Releases' },
  { address: '/digests', label: 'Digests' },
  { address: '/reviews', label: 'Reviews' },
  { address: '/due', label: 'Due' },
  { address: '/deliveries', label: 'Deliveries' },
  { address: '/quarantine', label: 'Quarantine' },
] as const;

// A browser asks for /favicon.ico unless the page has an icon.
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#1f8a9c" stroke-width="3.5"><circle cx="16" cy="16" r="10"/><path d="M1 16h30"/></svg>',
)}`;

/** The load line of a ship: how deep it may lie in the water, painted where all can see it. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <circle cx="16" cy="16" r="10" />
    <path d="M1 16h30" />
  </svg>
);

const Masthead = ({ here }: { here?: string | undefined }) => (
  <header class="masthead">
    <a class="brand" href="/">
      <Mark />
      Shipshape
    </a>
    <nav aria-label="Main">
      <ul>
        {PLACES.map(({ address, label }) => (
          <li key={address}>
            <a href={address} aria-current={here === address ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  </header>
);

interface LayoutProps {
  readonly title: string;
  /** The address of the page, when it is one of the main places. */
  readonly here?: (typeof PLACES)[number]['address'];
  readonly children: ComponentChildren;
}

export const Layout = ({ title, here, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · Shipshape`}</title>
      <link rel="icon" href={ICON} />
      <style>{STYLE}</style>
    </head>
    <body>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Masthead here={here} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <p>Shipshape says where things are; it never blocks anyone.</p>
        <p>All times are UTC.</p>
      </footer>
    </body>
  </html>
);

/** Where a page is: what lies above it, the uppermost first. One without an address is only named. */
export const Breadcrumb = ({
  steps,
}: {
  steps: readonly { readonly label: string; readonly address?: string }[];
}) => (
  <nav aria-label="Breadcrumb">
    <ol>
      {steps.map(({ label, address }) => (
        <li key={label}>{address === undefined ? label : <a href={address}>{label}</a>}</li>
      ))}
    </ol>
  </nav>
);
