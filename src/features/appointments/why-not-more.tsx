import { Trans, useLingui } from '@lingui/react/macro'
import { Notice } from '../../ui/notice.tsx'
import { statusWord } from '../../ui/status-label.tsx'
import type { AppointmentStatus } from './appointments-view.ts'
import type { OfferedActions } from './offered-actions.ts'

interface WhyNotMoreProps {
  readonly because: NonNullable<OfferedActions['because']>
  readonly status: AppointmentStatus
}

/** Says why some or all of the action buttons are missing. */
export function WhyNotMore({ because, status }: WhyNotMoreProps) {
  const { t } = useLingui()
  switch (because) {
    case 'being-changed':
      return (
        <Notice tone="info" title={t`A change of this appointment is on its way.`} live="polite">
          <Trans>What is shown is as it was before. Wait for the server’s answer: then you see what came of it.</Trans>
        </Notice>
      )
    case 'not-confirmed':
      return (
        <Notice tone="info" title={t`This appointment is not confirmed yet.`}>
          <Trans>Until the clinic confirms it, it can be cancelled but not changed.</Trans>
        </Notice>
      )
    case 'over-and-done': {
      const word = statusWord(status)
      const said = word && t(word)
      return (
        <Notice tone="info" title={t`This appointment can’t be changed any more.`}>
          {said ? (
            <Trans>Its status is “{said}”. Only a booked appointment can be changed, and only a booked or pending one cancelled.</Trans>
          ) : (
            <Trans>Its status is none that Slotline knows. Only a booked appointment can be changed, and only a booked or pending one cancelled.</Trans>
          )}
        </Notice>
      )
    }
    case 'not-permitted':
      return (
        <Notice tone="warning" title={t`This session may only look at appointments.`}>
          <Trans>
            The launch did not grant the permission to change them. Ask your IT department for it, then launch again.
          </Trans>
        </Notice>
      )
  }
}
