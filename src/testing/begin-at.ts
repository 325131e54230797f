/** As a page that was opened at this address of the app: nothing has led there. */
export function beginAt(address: string): void {
  history.replaceState(null, '', `#${address}`)
}
