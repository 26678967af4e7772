import type { Failure } from '../../kernel/http/answers.ts';
import { Layout } from '../look/layout.tsx';

/** What is shown instead of a page, and the way back. */
export const FailurePage = ({
  status,
  message,
  meant,
}: Pick<Failure, 'status' | 'message'> & {
  /** The address of a page that was probably meant. */
  readonly meant?: string | undefined;
}) => (
  <Layout title={status === 404 ? 'Not found' : 'That did not work'} lead={message}>
    {meant !== undefined && (
      <p>
        Did you mean <a href={meant}>{meant}</a>?
      </p>
    )}
    <p>
      <a href="/">Back to where we are</a>
    </p>
  </Layout>
);
