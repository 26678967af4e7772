/**
 * Grades: how ready a feature is, in stars: one for each category of the rubric. Who may grant a star, and when it expires.
 *
 * - `model/` the rubric, who may grant stars (`grant-policy.ts`), rules over facts, when stars expire (`expiry.ts`), the next stars
 * - `store/` the matrix, and the grade of a feature as of any moment
 * - `grade/` the function `grade`: grades features again
 * - `clock/` grades that time alone changes: stars expire, categories begin to count
 * - `pages/` grades and the matrix as JSON
 *
 * It builds on the catalog. Others may import `model/` and `store/`.
 */
export {};
