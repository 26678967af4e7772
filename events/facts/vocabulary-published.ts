export { type VocabularyName, VocabularyPublished, vocabularyName } from './vocabulary.ts';
