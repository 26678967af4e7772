/** A button that leads to the form of an action, filled in. */
import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';

interface SayProps {
  /** The word of its address: `exempt`. */
  readonly action: string;
  /** What is filled in, by the name of the field. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly children: ComponentChildren;
}

/** Shown only to who is signed in and may state facts; the form says whether they may state this one. */
export function Say({ action, fields, children }: SayProps) {
  const { viewer, address } = useFrame();
  if (viewer.person === undefined || viewer.formToken === undefined || !viewer.mayState) return null;
  const given = Object.entries({ ...fields, back: address }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return (
    <a class="button" href={`/say/${action}?${new URLSearchParams(given)}`} rel="nofollow">
      {children}
    </a>
  );
}

interface SayingsProps {
  /** The fields that all of them are filled with. */
  readonly about: SayProps['fields'];
  /** The words of the buttons, by action. */
  readonly actions: Readonly<Record<string, string>>;
}

/** All that can be said of what a page shows, in one row of buttons. */
export function Sayings({ about, actions }: SayingsProps) {
  const { viewer } = useFrame();
  if (viewer.formToken === undefined || !viewer.mayState) return null;
  return (
    <p class="actions">
      {Object.entries(actions).map(([action, words]) => (
        <Say key={action} action={action} fields={about}>
          {words}
        </Say>
      ))}
    </p>
  );
}
