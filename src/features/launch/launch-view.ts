import type { IssuerConfig } from '../../config/schema.ts'
import type { LaunchMessage } from './launch-messages.ts'

/** The three things that the launch page can show. Sets text as text, never as HTML: some of it comes from the launch address. */
interface LaunchView {
  progress(server: string): void
  choice(issuers: readonly IssuerConfig[], choose: (issuer: IssuerConfig) => void): void
  failure(message: LaunchMessage, retry: () => void): void
}

/** The name by which users know the server: the site's own label, else its host. */
export function nameOf(issuer: IssuerConfig): string {
  return issuer.label ?? new URL(issuer.iss).host
}

export function createLaunchView(root: HTMLElement): LaunchView {
  function show(title: string, className: string, ...content: readonly HTMLElement[]): HTMLElement {
    const section = element('section', { className }, ...content)
    root.replaceChildren(section)
    document.title = `${title} · Slotline`
    return section
  }

  function heading(text: string): HTMLElement {
    return element('h1', { tabIndex: -1 }, text)
  }

  return {
    progress(server) {
      const title = `Connecting to ${server}…`
      const section = show('Connecting', 'progress', heading(title), paragraph('You go on to the sign-in of the EHR.'))
      section.setAttribute('role', 'status')
    },
    choice(issuers, choose) {
      const title = heading('Connect Slotline')
      const buttons = issuers.map((issuer) => {
        const button = element('button', { type: 'button' }, `Connect to ${nameOf(issuer)}`)
        button.addEventListener('click', () => choose(issuer))
        return element('li', {}, button, element('span', { className: 'address' }, issuer.iss))
      })
      show(
        'Connect',
        'choice',
        title,
        paragraph('Choose the server to sign in to. You can then pick a patient in Slotline.'),
        element('ul', {}, ...buttons),
      )
    },
    failure(message, retry) {
      const title = heading(message.heading)
      const actions = element('p', { className: 'actions' })
      if (message.worthRetrying) {
        const button = element('button', { type: 'button' }, 'Try again')
        button.addEventListener('click', retry)
        actions.append(button)
      }
      actions.append(element('a', { href: './' }, 'Go to the start page'))
      const details = message.details.map((line) => element('li', {}, line))
      const section = show(
        message.heading,
        'failure',
        title,
        paragraph(message.meaning),
        paragraph(message.advice),
        actions,
        element('h2', {}, 'Technical details'),
        element('ul', { className: 'details' }, ...details),
      )
      section.setAttribute('role', 'alert')
      title.focus()
    },
  }
}

function paragraph(text: string): HTMLElement {
  return element('p', {}, text)
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = Object.assign(document.createElement(name), properties)
  created.append(...content)
  return created
}
