export { GradeChanged, type StarWord, starWord } from './feature.ts';
