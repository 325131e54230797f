import Logout from '@mui/icons-material/Logout'
import { useLingui } from '@lingui/react/macro'
import { Suspense, useState } from 'react'
import { IconAction } from '../../ui/icon-action.tsx'
import { EndSessionDialog } from '../screens.ts'

/** The button "End session". Its dialog lists first what is unresolved, so that nothing is left behind unnoticed. */
export function EndSession() {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <IconAction label={t`End session`} onClick={() => setIsOpen(true)}>
        <Logout />
      </IconAction>
      {isOpen && (
        <Suspense>
          <EndSessionDialog onStay={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
