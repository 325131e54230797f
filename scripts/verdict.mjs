/**
 * @typedef {object} Counts what a step has come to; a check that isn't made of tests counts as one
 * @property {number} passed
 * @property {number} failed
 * @property {string} [notRun] what of it was not run and why: then nothing is known of that, good or bad
 */

/**
 * What a step has come to, in a word or two.
 * @param {Counts} counts
 */
export function verdictOf({ passed, failed, notRun }) {
  if (failed > 0) return `${failed} failed`
  if (notRun === undefined) return 'passed'
  return passed === 0 ? 'NOT RUN' : 'passed as far as it was run'
}

/**
 * What is said when all is done. The last line has always the same form, and nothing after it.
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
