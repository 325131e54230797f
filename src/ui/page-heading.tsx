import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type ReactNode } from 'react'
import { useAddress } from './address/address-provider.tsx'
import { useDocumentTitle } from './document-title.ts'

interface PageHeadingProps {
  /** The page's name: its h1, and its title in the browser's tab. */
  readonly title: string
  /** A line below the heading, such as what a list holds. */
  readonly children?: ReactNode
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode
}

/**
 * A page's h1. When the path changes, the heading takes the focus, so that a screen reader says where the user is and the
 * keyboard starts there. On the first page, and when only the query changes, the focus stays where it is.
 */
export function PageHeading({ title, children, actions }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname, isFirst } = useAddress()
  const isFirstPage = useRef(isFirst)
  useDocumentTitle(title)
  useEffect(() => {
    if (!isFirstPage.current) heading.current?.focus()
    isFirstPage.current = false
  }, [pathname])
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 4,
        rowGap: 2,
        mb: 4,
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h1" ref={heading} tabIndex={-1}>{title}</Typography>
        {children !== undefined && <Box sx={{ typography: 'body2', color: 'text.secondary', mt: 1 }}>{children}</Box>}
      </Box>
      {actions !== undefined && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>{actions}</Box>}
    </Box>
  )
}
