import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

/**
 * The screen's h1: unseen, since the form says what it is, but there for screen readers and the keyboard, which start at it
 * after a change of screen, and when the booking beside is left. While one is typed there, that has the page's title and the focus.
 */
export function SearchHeading() {
  const { t } = useLingui()
  const { pathname, isFirst } = useAddress()
  const heading = useRef<HTMLHeadingElement>(null)
  const isAlone = pathname === '/find'
  const leadsHere = useRef(!isFirst)
  const title = t`Find an appointment`
  useDocumentTitle(isAlone ? title : undefined)
  useEffect(() => {
    if (isAlone && leadsHere.current) heading.current?.focus({ preventScroll: true })
    leadsHere.current = true
  }, [isAlone])
  return (
    <VisuallyHidden as={isAlone ? 'h1' : 'h2'} ref={heading} tabIndex={-1}>
      {title}
    </VisuallyHidden>
  )
}
