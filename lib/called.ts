/**
 * What to type for a command of Shipshape, as messages say it: `npm run shipshape --` in a clone, and `shipshape` where the
 * package is linked or installed, which its launcher says.
 */
const name = process.env.SHIPSHAPE_CALLED;

export const COMMAND = name ?? 'npm run shipshape --';

/** Followed by options. */
export const START = name === undefined ? 'npm start --' : `${name} start`;
