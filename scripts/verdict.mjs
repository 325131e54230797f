/**
 * @typedef {object} Counts the result of a step; a check that isn't made of tests counts as one test
 * @property {number} passed
 * @property {number} failed
 * @property {string} [notRun] the part that was not run, and why: nothing is known about it, good or bad
 */

/**
 * The result of a step in a few words.
 * @param {Counts} counts
 */
export function verdictOf({ passed, failed, notRun }) {
  if (failed > 0) return `${failed} failed`
  if (notRun === undefined) return 'passed'
  return passed === 0 ? 'NOT RUN' : 'passed as far as it was run'
}

/**
 * The summary at the end. Its last line always has the same form, and nothing follows it.
 * @param {readonly { readonly name: string, readonly title: string, readonly counts: Counts }[]} results
 */
export function summaryOf(results) {
  const sum = (/** @type {'passed' | 'failed'} */ kind) => results.reduce((total, { counts }) => total + counts[kind], 0)
  const broken = results.filter(({ counts }) => counts.failed > 0).map(({ name }) => name)
  return [
    ...results.flatMap(({ name, title, counts: { notRun } }) => (notRun === undefined ? [] : [`Not run: ${title} (${name}): ${notRun}`])),
    ...(broken.length > 0 ? [`Failed: ${broken.join(', ')}`] : []),
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ].join('\n\n')
}
