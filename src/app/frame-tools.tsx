import ReportProblem from '@mui/icons-material/ReportProblemOutlined'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useUnresolved } from '../queries/journal.ts'
import { useUserName } from '../queries/user.ts'
import { ThemeModeControl } from '../ui/theme/theme-mode-control.tsx'
import { EndSession } from './end-session.tsx'

/** Who is signed in, how it looks, and what is still unresolved. */
export function FrameTools() {
  const userName = useUserName()
  return (
    <>
      <Unresolved />
      {userName && (
        <Typography variant="body2" color="text.secondary" noWrap sx={{ display: { xs: 'none', sm: 'block' }, maxWidth: 200 }}>
          {userName}
        </Typography>
      )}
      <ThemeModeControl />
      <EndSession />
    </>
  )
}

/** Counts the outcomes that nobody knows and the moves that are half done, and leads to them. */
function Unresolved() {
  const { t } = useLingui()
  const count = useUnresolved().data?.length ?? 0
  if (count === 0) return null
  return (
    <Button component={Link} to="/activity" startIcon={<ReportProblem />} color="warning">
      {t`${plural(count, { one: '# unresolved', other: '# unresolved' })}`}
    </Button>
  )
}
