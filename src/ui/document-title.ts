import { useEffect } from 'react'

/** The product's name: in the app bar and behind every page's title. It isn't translated. */
export const productName = 'Slotline'

/** Names the page in the browser's tab as "title · Slotline"; undefined leaves the name as it is. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${productName}`
  }, [title])
}
