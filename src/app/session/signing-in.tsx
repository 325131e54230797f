import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Trans, useLingui } from '@lingui/react/macro'
import { useDocumentTitle } from '../../ui/document-title.ts'

/** Shown while the browser goes on from the EHR's sign-in to the scheduling server's. */
export function SigningIn({ url }: { readonly url: string }) {
  const { t } = useLingui()
  const { host } = new URL(url)
  useDocumentTitle(t`Connecting`)
  return (
    <Box component="main" role="status" sx={{ maxWidth: 640, mx: 'auto', px: 4, py: { xs: 8, sm: 16 } }}>
      <Typography variant="h1">
        <Trans>Connecting to {host} …</Trans>
      </Typography>
      <Typography sx={{ mt: 3 }}>
        <Trans>You are signed in to your EHR. The sign-in of the scheduling server comes next.</Trans>
      </Typography>
    </Box>
  )
}
