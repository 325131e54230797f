/** The page's main part, as `AppShell` marks it. */
export const mainId = 'main'

/** Leads the focus to the main part: where the skip link leads, and where it goes when what had it is gone. */
export function focusMain(): void {
  document.getElementById(mainId)?.focus()
}
