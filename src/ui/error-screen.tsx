import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, type ReactNode } from 'react'
import { Disclosure } from './disclosure.tsx'
import { productName, useDocumentTitle } from './document-title.ts'

interface ErrorScreenProps {
  /** What failed. */
  readonly heading: string
  /** What it means. */
  readonly children: ReactNode
  /** What to do, one step each. */
  readonly steps?: readonly ReactNode[]
  /** For whoever has to find the cause: codes, addresses, the server's words. Folded away. */
  readonly details?: ReactNode
  readonly actions?: ReactNode
}

/** The page where nothing else can be shown: what failed, what it means, what to do. Needs neither routes nor data. */
export function ErrorScreen({ heading, children, steps = [], details, actions }: ErrorScreenProps) {
  const { t } = useLingui()
  const title = useRef<HTMLHeadingElement>(null)
  useDocumentTitle(heading)
  useEffect(() => title.current?.focus(), [heading])
  return (
    <Box component="main" id="main" sx={{ maxWidth: 640, mx: 'auto', px: 4, py: { xs: 8, sm: 16 }, typography: 'body1' }}>
      <Typography sx={{ fontWeight: 'fontWeightBold', color: 'text.secondary', mb: 4 }}>{productName}</Typography>
      <Box sx={{ display: 'flex', gap: 2.5 }}>
        <ErrorOutline aria-hidden sx={{ fontSize: 28, color: 'tone.failed.text' }} />
        <Typography variant="h1" ref={title} tabIndex={-1}>{heading}</Typography>
      </Box>
      <Box sx={{ mt: 3, maxWidth: '64ch' }}>{children}</Box>
      {steps.length > 0 && (
        <Box component="section" sx={{ mt: 6 }}>
          <Typography variant="h3" component="h2"><Trans>What you can do</Trans></Typography>
          <Box component="ul" sx={{ pl: 5, mt: 1.5, display: 'grid', gap: 1 }}>
            {steps.map((step, index) => <li key={index}>{step}</li>)}
          </Box>
        </Box>
      )}
      {actions !== undefined && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 6 }}>{actions}</Box>}
      {details !== undefined && (
        <Box sx={{ mt: 6, pt: 3, borderTop: 1, borderColor: 'divider' }}>
          <Disclosure label={t`Details`}>
            <Box sx={{ typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
              {details}
            </Box>
          </Disclosure>
        </Box>
      )}
    </Box>
  )
}
