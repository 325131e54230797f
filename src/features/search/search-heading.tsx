import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

/**
 * The screen's heading, visually hidden since the form says what the screen is for. Screen readers and the keyboard start at it after
 * a change of screen, and when the booking beside it is left. During a booking, that form has the page's title, h1 and focus.
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
