import type { Failure } from '../../kernel/http/answers.ts';
import { Layout } from '../look/layout.tsx';

/** What is shown instead of a page, and the way back. */
export const FailurePage = ({ status, message }: Pick<Failure, 'status' | 'message'>) => (
  <Layout title={status === 404 ? 'Not found' : 'That did not work'} lead={message}>
    <p>
      <a href="/">Back to all releases</a>
    </p>
  </Layout>
);
