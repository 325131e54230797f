import type { Patient, Practitioner } from '../../src/fhir/types.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { ehrDocument, ehrName } from './ehr-document.ts'
import { html, type Markup } from './markup.ts'
import { patientLabel, personName } from './person-label.ts'
import { scopesInWords } from './scopes.ts'

/** Someone who is already known, a choice to make, or nobody. */
export type Choice<T> = { readonly chosen: T } | { readonly among: readonly T[] } | undefined

interface ConsentContents {
  readonly request: AuthorizeRequest
  /** The request's own parameters, sent back with the decision. */
  readonly parameters: URLSearchParams
  readonly user: Choice<Practitioner>
  readonly patient: Choice<Patient>
  readonly stylesheetUrl: string
}

/** The page on which the user allows or denies access to the app, and chooses the user and patient that aren't known yet. */
export function consentDocument({ request, parameters, user, patient, stylesheetUrl }: ConsentContents): Response {
  const app = request.client.name ?? request.client.clientId
  const main = html`<h1>Allow ${app} to use ${ehrName}?</h1>
<form method="post" action="">
${[...parameters].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<dl class="ehr-facts">
<dt>${fieldName('User', 'user', user)}</dt><dd>${person('user', user, personName)}</dd>
<dt>${fieldName('Patient', 'patient', patient)}</dt><dd>${person('patient', patient, patientLabel)}</dd>
</dl>
<h2>${app} will be able to</h2>
<ul class="ehr-scopes">${scopesInWords(request.scopes).map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p class="ehr-actions">
<button class="ehr-primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny" formnovalidate>Deny</button>
</p>
</form>`
  return ehrDocument(`Allow ${app}?`, stylesheetUrl, main)
}

function fieldName(label: string, field: string, choice: Choice<unknown>): Markup {
  return choice && 'among' in choice ? html`<label for="${field}">${label}</label>` : html`${label}`
}

function person<T extends Patient | Practitioner>(field: string, choice: Choice<T>, label: (person: T) => string): Markup {
  if (!choice) return html`none`
  if ('chosen' in choice) return html`${label(choice.chosen)}`
  const options = choice.among.map((each) => html`<option value="${each.id ?? ''}">${label(each)}</option>`)
  return html`<select id="${field}" name="${field}" required><option value="">Choose…</option>${options}</select>`
}
