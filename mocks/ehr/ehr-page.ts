import './ehr.css'
import './ehr-page.css'
import { ehrName } from '../auth/ehr-document.ts'
import { isLaunchVariant, launchVariants } from '../auth/launch-variants.ts'
import { personName } from '../auth/person-label.ts'
import { appFrame } from './app-frame.ts'
import { chart } from './chart.ts'
import type { EhrBackend, EhrState } from './ehr-backend.ts'
import { element } from './element.ts'
import { checkboxField, radioField, selectField } from './fields.ts'
import { patientField } from './patient-field.ts'

export interface EhrPageOptions {
  readonly backend: EhrBackend
  /** The query string that may preselect `scenario` and `variant`; defaults to the page's. */
  readonly search?: string
  /** Opens the app in this tab or in a new one; a test may replace it. */
  readonly openTab?: (url: string, where: 'this' | 'new') => void
}

/** Puts the simulated EHR into `root`: one chooses user, patient and more, then launches the app. Resolves when it can be used. */
export async function mountEhrPage(root: HTMLElement, options: EhrPageOptions): Promise<void> {
  const { backend, search = location.search, openTab = openInTab } = options
  const status = element('p', { class: 'ehr-status', role: 'status' })
  const workplace = element('main', { class: 'ehr-workplace' })
  const bar = element('header', { class: 'ehr-bar' }, element('h1', { class: 'ehr-name' }, ehrName), tag())
  root.replaceChildren(element('div', { class: 'ehr' }, bar, workplace, status))

  const say = (text: string) => status.replaceChildren(text)
  try {
    await applyAddress(backend, new URLSearchParams(search))
    await show()
  } catch (error) {
    say(`The simulated clinic does not answer: ${String(error)}`)
  }

  async function show(): Promise<void> {
    workplace.replaceChildren(...workplaceOf(await backend.read(), { backend, say, openTab, showAgain: show }))
  }
}

function tag(): HTMLElement {
  return element('span', { class: 'ehr-tag' }, 'Simulated EHR · invented people only')
}

/** An EHR opens apps without giving them its own session storage: `noopener` starts a tab with an empty one. */
function openInTab(url: string, where: 'this' | 'new'): void {
  if (where === 'this') location.assign(url)
  else window.open(url, '_blank', 'noopener')
}

async function applyAddress(backend: EhrBackend, parameters: URLSearchParams): Promise<void> {
  const scenario = parameters.get('scenario')
  const variant = parameters.get('variant')
  const known = scenario === null ? {} : (await backend.read()).scenarios
  if (scenario !== null && Object.hasOwn(known, scenario)) await backend.useScenario(scenario)
  if (isLaunchVariant(variant)) await backend.useVariant(variant)
}

interface Controls {
  readonly backend: EhrBackend
  readonly openTab: (url: string, where: 'this' | 'new') => void
  say(text: string): void
  showAgain(): Promise<void>
}

function workplaceOf(state: EhrState, { backend, say, openTab, showAgain }: Controls): HTMLElement[] {
  // One after the other: a launch must find the scenario that was chosen just before it.
  let queue = Promise.resolve()
  const inTurn = (step: () => Promise<void>, done = '') => {
    queue = queue.then(step).then(
      () => say(done),
      (error: unknown) => say(`That did not work: ${String(error)}`),
    )
  }

  const users = state.users.map((user) => ({ value: user.id ?? '', label: personName(user) }))
  const user = selectField('user', 'User', users, '')
  const patient = patientField(state.patients, state.patients[0]?.id ?? '')
  const openIn = radioField('open-in', 'Open in', places, 'this')
  const consent = checkboxField('Ask for consent', true)
  const separate = checkboxField('Appointments at another organisation, with a sign-in of its own', false)
  const launch = element('button', { class: 'ehr-primary' }, 'Launch')
  const scenario = selectField('scenario', 'Scenario', named(state.scenarios), state.scenario, (name) => {
    return state.scenarios[name] ?? ''
  })
  const variant = selectField('variant', 'Launch variant', named(launchVariants), state.variant, (name) => {
    return isLaunchVariant(name) ? launchVariants[name] : ''
  })
  const reset = element('button', { type: 'button' }, 'Reset the simulated clinic')

  const form = element(
    'form',
    { class: 'ehr-panel', 'aria-label': 'Launch Slotline' },
    user.field,
    ...patient.fields,
    openIn.field,
    consent.field,
    separate.field,
    launch,
  )
  const simulation = element(
    'section',
    { class: 'ehr-panel ehr-simulation', 'aria-labelledby': 'ehr-simulation' },
    element('h2', { id: 'ehr-simulation' }, 'Simulation'),
    scenario.field,
    variant.field,
    reset,
  )
  const desk = element('div', { class: 'ehr-desk' }, chart(patient.chosen()))

  const showChart = () => {
    desk.classList.remove('ehr-with-app')
    desk.replaceChildren(chart(patient.chosen()))
  }
  const embed = (url: string) => {
    desk.classList.add('ehr-with-app')
    desk.replaceChildren(chart(patient.chosen()), appFrame(url, showChart))
  }

  // Closes the app, so that it never stands beside another chart than the one it was opened for.
  patient.select.addEventListener('change', showChart)
  scenario.select.addEventListener('change', () => {
    inTurn(() => backend.useScenario(scenario.select.value), 'The scenario is set.')
  })
  variant.select.addEventListener('change', () => {
    const name = variant.select.value
    if (isLaunchVariant(name)) inTurn(() => backend.useVariant(name), 'The launch variant is set.')
  })
  reset.addEventListener('click', () => {
    inTurn(async () => {
      await backend.reset()
      await showAgain()
    }, 'The simulated clinic is as it was at the beginning.')
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const where = openIn.value()
    const patientId = patient.chosen()?.id
    const context = {
      user: user.select.value,
      ...(patientId !== undefined && { patient: patientId }),
      askConsent: consent.box.checked,
      // Beside an embedded app, the EHR shows the patient itself.
      needPatientBanner: where !== 'embedded',
    }
    inTurn(async () => {
      const url = await (separate.box.checked ? backend.launchSeparate(context) : backend.launch(context))
      if (where === 'embedded') embed(url)
      else openTab(url, where === 'new' ? 'new' : 'this')
    })
  })
  return [element('div', { class: 'ehr-side' }, form, simulation), desk]
}

const places = [
  { value: 'this', label: 'This tab' },
  { value: 'new', label: 'New tab' },
  { value: 'embedded', label: 'Embedded, beside the chart' },
]

function named(all: Readonly<Record<string, string>>) {
  return Object.keys(all).map((name) => ({ value: name, label: name }))
}
