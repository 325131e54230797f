import Button from '@mui/material/Button'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { plainText } from '../../fhir/text/plain-text.ts'
import { ErrorScreen } from '../../ui/error-screen.tsx'
import { saidAtSignIn } from '../session/sign-in-refusal-words.ts'
import type { StartResult } from './start.ts'

type Problem = Exclude<StartResult, { kind: 'ready' | 'redirect' }>

/** Says why there is no session, what that means, and what to do. */
export function StartProblem({ result }: { readonly result: Problem }) {
  const words = useProblemWords(result)
  const canReload = result.kind === 'config-problem' || result.kind === 'settings-changed'
  const canRestart = !canReload && result.kind !== 'storage-unavailable'
  return (
    <ErrorScreen
      heading={words.heading}
      steps={words.steps}
      {...(words.details ? { details: words.details } : {})}
      actions={
        <>
          {canRestart && (
            <Button variant="contained" href="launch.html">
              <Trans>Choose a server and sign in</Trans>
            </Button>
          )}
          {canReload && (
            <Button variant="contained" onClick={() => location.reload()}>
              <Trans>Reload</Trans>
            </Button>
          )}
        </>
      }
    >
      {words.meaning}
    </ErrorScreen>
  )
}

interface ProblemWords {
  readonly heading: string
  readonly meaning: string
  readonly steps: readonly string[]
  readonly details?: ReactNode
}

function useProblemWords(result: Problem): ProblemWords {
  const { t } = useLingui()
  const relaunch = t`Launch Slotline again from the patient’s chart.`
  const tell = t`If it happens again, tell your IT department, with the details below.`
  const keptFor = t`What you typed is kept on this computer, encrypted, and a booking that was sent is looked up when Slotline opens again.`
  switch (result.kind) {
    case 'not-launched':
      return {
        heading: t`Slotline was not launched`,
        meaning: t`It opens from a patient’s chart, which says who you are and for whom you book.`,
        steps: [t`Open the patient’s chart in your EHR and launch Slotline there, or sign in to a server without a chart.`],
      }
    case 'expired':
      return {
        heading: t`Your session has ended`,
        meaning: t`A launch works for a limited time only. What you typed is kept on this computer, encrypted.`,
        steps: [relaunch],
      }
    case 'deserted':
      return {
        heading: t`You were signed out`,
        meaning: t`Nothing was done here for ${plural(result.idleMinutes, { one: '# minute', other: '# minutes' })}, so Slotline gave up its access to your EHR. What you typed and what was booked is kept for you on this computer, encrypted.`,
        steps: [relaunch],
      }
    case 'late-sign-in':
      return {
        heading: t`You were signed out`,
        meaning: t`The sign-in at the scheduling server took longer than ${plural(result.minutes, { one: '# minute', other: '# minutes' })}, and somebody else may have done it, so Slotline gave up its access to your EHR. What you typed and what was booked is kept for you on this computer, encrypted.`,
        steps: [relaunch],
      }
    case 'denied':
      return {
        heading: t`Access was denied`,
        meaning: t`You or the EHR refused to let Slotline in. Nothing was read or changed.`,
        steps: [t`Launch again and allow access. If the EHR refuses it, ask your IT department for the permission.`],
        ...described(saidAtSignIn(result)),
      }
    case 'authorization-error':
      return {
        heading: t`The EHR did not complete the sign-in`,
        meaning: t`It answered the launch with an error. Nothing was read or changed.`,
        steps: [relaunch, tell],
        ...described(saidAtSignIn(result)),
      }
    case 'state-mismatch':
      return {
        heading: t`This sign-in does not belong to this window`,
        meaning: t`The EHR’s answer does not belong to a launch that began in this window, so it was not used. That protects you from being signed in as someone else. Nothing was read or changed.`,
        steps: [relaunch, t`Do not open Slotline from a bookmark or the browser’s history.`],
      }
    case 'token-refused':
      return {
        heading: t`The EHR refused the sign-in`,
        meaning: t`It did not hand out the key that Slotline needs. The launch may have been used already or taken too long. Nothing was read or changed.`,
        steps: [relaunch, tell],
        ...described(saidAtSignIn(result)),
      }
    case 'token-unreachable':
      return {
        heading: t`The EHR’s sign-in could not be reached`,
        meaning: t`The connection failed while you were being signed in. Nothing was read or changed.`,
        steps: [t`Check the network connection.`, relaunch],
      }
    case 'token-invalid':
      return {
        heading: t`The EHR’s sign-in answer can’t be used`,
        meaning: t`It lacks something that SMART on FHIR demands. Nothing was read or changed.`,
        steps: [relaunch, tell],
        ...described(result.problems.join('; ')),
      }
    case 'unknown-issuer':
      return {
        heading: t`This EHR is not set up here`,
        meaning: t`Slotline’s settings do not name the EHR that launched it, so nothing was sent to it.`,
        steps: [t`If it is your EHR, ask your IT department to add it to config.json, with the details below.`],
        ...described(result.iss),
      }
    case 'storage-unavailable':
      return {
        heading: t`This browser blocks what the sign-in needs`,
        meaning: t`Slotline must keep the sign-in in this window’s storage, and the browser blocks that. Nothing was read or changed.`,
        steps: [t`Allow cookies and site data for this address, or ask your IT department to.`, relaunch],
      }
    case 'settings-changed':
      return {
        heading: t`Slotline’s settings have changed`,
        meaning: t`This page began by the settings from before, so it has stopped and sends nothing. ${keptFor}`,
        steps: [t`Reload to go on by the new settings.`],
      }
    case 'config-problem':
      return {
        heading: t`Slotline is not set up correctly`,
        meaning: result.hasBegun
          ? t`Its settings, config.json, can’t be used any more, so it has stopped and sends nothing. ${keptFor}`
          : t`Its settings, config.json, can’t be used. Nothing was sent anywhere.`,
        steps: [t`Tell your IT department, with the details below.`],
        details: (
          <ul>
            {result.result.problems.map(({ path, expected, got }) => (
              <li key={path}>
                <code>{path}</code>: {got === undefined ? t`expected ${expected}` : t`expected ${expected}, got ${got}`}
              </li>
            ))}
          </ul>
        ),
      }
  }
}

function described(text: string | undefined): { details?: ReactNode } {
  return text ? { details: plainText(text, 700) } : {}
}
