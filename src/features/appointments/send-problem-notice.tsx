import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { textsOf } from '../../fhir/appointment-texts.ts'
import { longestFreeText, plainText } from '../../fhir/text/plain-text.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { Notice } from '../../ui/notice.tsx'
import { ReadBack, type ReadBackRow } from '../../ui/read-back.tsx'
import { StatusLabel } from '../../ui/status-label.tsx'
import type { ChangedPart } from '../../scheduling/changes-meanwhile.ts'
import { LoadFailure } from './load-failure.tsx'
import type { SendProblem } from './use-send-change.ts'

/** Says why a change was not sent, or may not have been. The dialog around the notice keeps what was typed. */
export function SendProblemNotice({ problem }: { readonly problem: SendProblem }) {
  const { t } = useLingui()
  switch (problem.kind) {
    case 'changed-meanwhile':
      return <ChangedMeanwhile {...problem} />
    case 'not-read':
      return (
        <LoadFailure error={problem.error}>
          <Trans>The appointment could not be read again, so nothing was sent.</Trans>
        </LoadFailure>
      )
    case 'not-recorded':
      return (
        <Notice tone="error" title={t`This browser could not write the change down.`} live="assertive">
          <Trans>Whether it was sent is not certain. Look the appointment up before you try again.</Trans>
        </Notice>
      )
  }
}

interface ChangedMeanwhileProps {
  readonly shown: Appointment
  readonly current: Appointment
  readonly parts: readonly ChangedPart[]
}

function ChangedMeanwhile({ shown, current, parts }: ChangedMeanwhileProps) {
  const { t } = useLingui()
  const factsOf = useFacts([shown, current])
  const row = useRow()
  const [before, now] = [factsOf(shown), factsOf(current)]
  return (
    <Notice tone="warning" title={t`Someone else changed this appointment meanwhile.`} live="assertive">
      {parts.includes('version') ? (
        <Trans>Nothing was sent. What they changed is not shown here. Check the appointment, then decide again.</Trans>
      ) : (
        <Trans>Nothing was sent. Check what is different now, then decide again.</Trans>
      )}
      <Box sx={{ mt: 2 }}>
        <ReadBack rows={parts.map((part) => row(part, { resource: shown, facts: before }, { resource: current, facts: now }))} />
      </Box>
    </Notice>
  )
}

interface Version {
  readonly resource: Appointment
  readonly facts: AppointmentFacts
}

function useRow() {
  const { t } = useLingui()
  const labels: Readonly<Record<ChangedPart, string>> = {
    patient: t`Patient`,
    status: t`Status`,
    when: t`When`,
    who: t`Who`,
    where: t`Where`,
    what: t`What`,
    reason: t`Reason for visit`,
    note: t`Note`,
    version: t`Version`,
  }
  const textOf = (part: Exclude<ChangedPart, 'status'>, { resource, facts }: Version): string => {
    switch (part) {
      case 'patient':
        return t`another patient`
      case 'when':
        return facts.when
      case 'who':
        return facts.who.join(', ')
      case 'where':
        return facts.where.join('; ')
      case 'what':
        return facts.what
      case 'reason':
        return plainText(textsOf(resource).reasonForVisit, longestFreeText)
      case 'note':
        return plainText(resource.comment ?? '', longestFreeText)
      case 'version':
        return plainText(resource.meta?.versionId ?? '', 64)
    }
  }
  return (part: ChangedPart, before: Version, now: Version): ReadBackRow => {
    const label = labels[part]
    if (part === 'status') {
      return { label, was: <StatusLabel status={before.resource.status} />, value: <StatusLabel status={now.resource.status} /> }
    }
    return { label, was: textOf(part, before) || t`none`, value: textOf(part, now) || t`none` }
  }
}
