import { useFrame } from './frame.ts';

/** The name of the field that shows of a form that it was made for this very session. */
export const FORM_TOKEN = 'form-token';

/** In each form of a page. */
export function FormToken() {
  const { formToken } = useFrame().viewer;
  return <input type="hidden" name={FORM_TOKEN} value={formToken} />;
}

/** A form, because a link would sign people out whose browser looks ahead. Shown to nobody without a session. */
export function SignOutForm() {
  const { formToken } = useFrame().viewer;
  if (formToken === undefined) return null;
  return (
    <form method="post" action="/sign-out">
      <FormToken />
      <button type="submit">Sign out</button>
    </form>
  );
}

/** Who reads the page, or the way to say so. */
export function Reader() {
  const { viewer, address, now } = useFrame();
  // A page that is rendered without a request does not know.
  if (now === '') return null;
  if (viewer.formToken === undefined)
    return (
      <p class="who">
        <a href={address === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(address)}`} rel="nofollow">
          Sign in
        </a>
      </p>
    );
  return (
    <div class="who">
      {viewer.person === undefined ? (
        <a href="/sign-in">Not in the catalog</a>
      ) : (
        <a href="/tokens">{viewer.person.name}</a>
      )}
      <SignOutForm />
    </div>
  );
}
