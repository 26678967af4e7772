import { Layout } from '../look/layout.tsx';

interface FailureProps {
  readonly status: number;
  readonly message: string;
}

/** What there is instead of a page, and the way back. */
export const FailurePage = ({ status, message }: FailureProps) => {
  const title = status === 404 ? 'Not found' : 'That did not work';
  return (
    <Layout title={title}>
      <header class="heading">
        <h1>{title}</h1>
        <p class="lead">{message}</p>
      </header>
      <p>
        <a href="/">Back to all releases</a>
      </p>
    </Layout>
  );
};
