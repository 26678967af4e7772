/** What personal tokens begin with: people, and programs that look for secrets in the wrong places, recognise them by it. */
export const PERSONAL = 'shipshape_pat_';
