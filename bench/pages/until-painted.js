/** A plain script, so that it also runs in pages that aren't the bench's. All times in milliseconds. */

/**
 * Runs `begin` at the start of a frame; how long until what `selector` names is there, or gone, and that is painted.
 * @param {() => void} begin @param {string} selector @param {boolean} [isThere] @returns {Promise<number>}
 */
globalThis.untilPainted = async (begin, selector, isThere = true) => {
  const holds = () => (document.querySelector(selector) !== null) === isThere
  await afterPaint()
  const began = performance.now()
  begin()
  if (!holds()) await change(holds)
  await afterPaint()
  return performance.now() - began

  /** @param {() => boolean} awaited */
  function change(awaited) {
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!awaited()) return
        observer.disconnect()
        resolve(undefined)
      })
      observer.observe(document, { childList: true, subtree: true, attributes: true })
    })
  }

  /** A frame is laid out and painted before a message that is sent in it arrives. */
  function afterPaint() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(undefined)
        port2.postMessage(undefined)
      })
    })
  }
}
