import type { Viewer } from '../../kernel/http/viewer.ts';
import { Layout } from '../look/layout.tsx';
import { signInAddress } from './return-path.ts';
import type { WayIn } from './settings.ts';

interface UnsaidProps {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Whether the form will be shown filled; what is too long for that has to be copied from here. */
  readonly isKept: boolean;
  /** Path and query of the page with the form. */
  readonly page: string;
  readonly viewer: Viewer;
  readonly by: WayIn['by'];
}

const wordsOf = ({ viewer, by }: UnsaidProps): string => {
  if (viewer.stranger !== undefined) return viewer.stranger;
  if (viewer.person !== undefined)
    return 'This form is of another session: you have signed in anew since it was opened.';
  return by === 'nothing'
    ? 'Nobody can sign in here: no provider is set up. docs/signing-in.md says how.'
    : 'You were not signed in any more when this form was sent.';
};

/** A form that was sent and not taken, with what was typed into it. */
export const UnsaidPage = (props: UnsaidProps) => {
  const { fields, isKept, page, viewer, by } = props;
  const typed = fields.filter(([, value]) => value.trim() !== '');
  return (
    <Layout title="Nothing was recorded yet" lead={wordsOf(props)}>
      {viewer.person !== undefined && (
        <p>
          <a class="button main" href={page}>
            Back to the form
          </a>
        </p>
      )}
      {viewer.person === undefined && by !== 'nothing' && (
        <p>
          <a class="button main" href={signInAddress(page)}>
            Sign in
          </a>
        </p>
      )}
      {typed.length > 0 && (
        <section class="part" aria-labelledby="typed">
          <h2 id="typed">What you typed</h2>
          <p>
            {isKept
              ? 'The form will be filled with it again. It is kept in this browser alone, for an hour, and only shown: you send it yourself.'
              : 'It is too long to be kept for you: copy it from here before you go on.'}
          </p>
          <dl class="known">
            {typed.map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        </section>
      )}
    </Layout>
  );
};
