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
