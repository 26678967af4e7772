export {
  CHECK_MISFIT,
  cadenceRule,
  category,
  checkFits,
  launchTask,
  policy,
  RubricPublished,
  reviewRules,
} from './rubric.ts';
