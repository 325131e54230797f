import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useDocumentTitle } from '../ui/document-title.ts'
import { EmptyState } from '../ui/empty-state.tsx'

export function NoSuchScreen() {
  const { t } = useLingui()
  const title = t`There is no screen at this address.`
  useDocumentTitle(title)
  return (
    <EmptyState
      title={title}
      actions={
        <Button component={Link} to="/find" variant="contained">
          <Trans>Find appointments</Trans>
        </Button>
      }
    >
      <Trans>The link may be incomplete or from another version.</Trans>
    </EmptyState>
  )
}
