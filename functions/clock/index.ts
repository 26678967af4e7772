/**
 * Clock: the function `clock`: every hour, whatever became due. Each capability knows what time changes of it (its `clock/`);
 * here they are done one after another, and one that fails holds up none of the others.
 */
export {};
