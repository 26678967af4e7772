/** The lists that show entities; their names are keys of the index. */

/** Everything of one kind is in one list; what facts name and no fact registered is in another. */
export const TEAMS = 'TEAMS';
export const TRAINS = 'TRAINS';
export const PEOPLE = 'PEOPLE';
export const CALENDARS = 'CALENDARS';
export const SOURCES = 'SOURCES';
export const CHANNELS = 'CHANNELS';
export const ROADMAPS = 'ROADMAPS';
export const ACCOUNTS = 'ACCOUNTS';
/** Those that somebody still has to answer, or had to. */
export const REVIEWS = 'REVIEWS';
/** These two are sorted by team, which may be unregistered. */
export const FEATURES = 'FEATURES';
export const PROJECTS = 'PROJECTS';
export const FLAGS = 'FLAGS';
export const UNREGISTERED = 'UNREGISTERED';
