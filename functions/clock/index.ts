/**
 * Clock: the function `clock`: every hour, what became due. Each capability knows what time changes in it (its `clock/`);
 * here these steps run one after another, and a step that fails stops none of the others.
 */
export {};
