/** Which reference pages there are, in the order in which they are shown and exported. */
export const REFERENCE_PAGES = [
  {
    address: '/reference/maturity-levels',
    title: 'Maturity levels',
    about: 'What each level means, and which features are at it.',
  },
  {
    address: '/reference/features-by-team',
    title: 'Features by team',
    about: 'Whose each feature is, with its maturity and its documentation.',
  },
  {
    address: '/reference/code-hosts',
    title: 'Compatibility with code hosts',
    about: 'Which features work with which code hosts, and when somebody last looked.',
  },
  {
    address: '/reference/deployment-options',
    title: 'Deployment options',
    about: 'At which maturity each feature is there for each way to deploy the product.',
  },
  {
    address: '/reference/use-cases',
    title: 'Use cases',
    about: 'What people use the product for, and which features serve it.',
  },
  {
    address: '/reference/glossary',
    title: 'Glossary',
    about: 'The words that product data is written in, and those of these pages.',
  },
  {
    address: '/reference/rubric',
    title: 'Rubric',
    about:
      'What makes a feature ready: each category with its question, its criteria, who gives its star, and for how long.',
  },
] as const;
