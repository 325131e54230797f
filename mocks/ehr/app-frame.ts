import { element } from './element.ts'

/** The app inside the EHR, beside the chart, with a button that closes it. */
export function appFrame(url: string, onClose: () => void): HTMLElement {
  const close = element('button', { type: 'button' }, 'Close the app')
  close.addEventListener('click', onClose)
  return element(
    'section',
    { class: 'ehr-app', 'aria-label': 'App' },
    element('div', { class: 'ehr-app-bar' }, 'Slotline', close),
    element('iframe', { src: url, title: 'Slotline', class: 'ehr-frame' }),
  )
}
