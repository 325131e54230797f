import Typography from '@mui/material/Typography'
import { Suspense } from 'react'
import { useUserName } from '../queries/user.ts'
import { ThemeModeControl } from '../ui/theme/theme-mode-control.tsx'
import { EndSession } from './session/end-session.tsx'
import { Unresolved } from './screens.ts'
import { useFirstScreenDone } from '../queries/use-first-screen-done.ts'

/** The tools in the app bar: unresolved outcomes, appearance, user and end of session. */
export function FrameTools() {
  const userName = useUserName()
  const isFirstScreenDone = useFirstScreenDone()
  return (
    <>
      {isFirstScreenDone && (
        <Suspense>
          <Unresolved />
        </Suspense>
      )}
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
