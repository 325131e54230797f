/** Puts the page at this address of the app, as if it had been opened there. */
export function beginAt(address: string): void {
  history.replaceState(null, '', `#${address}`)
}
