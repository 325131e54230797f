/** The id of the page's main region in `AppShell`. */
export const mainId = 'main'

/** Focuses the main region: for the skip link, and for when the focused element goes away. */
export function focusMain(): void {
  document.getElementById(mainId)?.focus()
}
