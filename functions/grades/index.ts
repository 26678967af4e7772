/**
 * Grades: how ready a feature is, in stars, one for each category of the rubric; who may grant which, and when it expires.
 *
 * - `model/` the rubric, its grant policies (`policy.ts`), rules over facts, expiry, the next stars within reach
 * - `store/` grades as they are stored, the matrix, and a grade as of any moment
 * - `grade/` the function `grade`: grades features again
 * - `clock/` what time alone changes: stars that expire, categories that begin to count
 * - `pages/` grades and the matrix for programs
 *
 * It builds on the catalog. Others may import `model/` and `store/`.
 */
export {};
