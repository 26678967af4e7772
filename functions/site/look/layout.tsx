/** What all pages are in: the frame, the one style sheet, and the hash that lets this sheet, and nothing else, apply. */
import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLE } from './styles.ts';

export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export const document = (page: VNode) => `<!doctype html>${renderToString(page)}`;

const PLACES = [
  { address: '/', label: 'Releases' },
  { address: '/digests', label: 'Digests' },
  { address: '/reviews', label: 'Reviews' },
  { address: '/due', label: 'Due' },
  { address: '/deliveries', label: 'Deliveries' },
  { address: '/quarantine', label: 'Quarantine' },
  { address: '/unknown-names', label: 'Unknown names' },
] as const;

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
  /** The address of the page, when it is in the main navigation. */
  readonly here?: (typeof PLACES)[number]['address'];
  /** What the page shows, under its title; a page without a lead has its own heading. */
  readonly lead?: string;
  /** Where the browser goes by itself. */
  readonly goesTo?: string;
  readonly children: ComponentChildren;
}

export const Layout = ({ title, here, lead, goesTo, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {goesTo !== undefined && <meta http-equiv="refresh" content={`0; url=${goesTo}`} />}
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
        {lead !== undefined && (
          <header class="heading">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
          </header>
        )}
        {children}
      </main>
      <footer>
        <p>Shipshape says where things are; it never blocks anyone.</p>
        <p>All times are UTC.</p>
      </footer>
    </body>
  </html>
);

/** The pages above this one, the uppermost first. A step without an address is no link. */
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
