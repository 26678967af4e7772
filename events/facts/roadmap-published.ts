export { RoadmapPublished } from './team.ts';
