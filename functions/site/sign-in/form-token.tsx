import type { Viewer } from '../../kernel/http/viewer.ts';

/** The name of the field. */
export const FORM_TOKEN = 'form-token';

/** In each form: shows that it was made for this very session. */
export const FormToken = ({ viewer }: { viewer: Pick<Viewer, 'formToken'> }) => (
  <input type="hidden" name={FORM_TOKEN} value={viewer.formToken} />
);
