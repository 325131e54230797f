import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.css'
import { MedplumClient } from '@medplum/core'
import { MedplumProvider, Scheduler } from '@medplum/react'

const medplum = new MedplumClient({ baseUrl: location.origin })
const scheduler = createElement(Scheduler, { schedule: { reference: 'Schedule/1' }, fetchSlots: async () => [] })

/** The least app that shows Medplum's Scheduler. */
createRoot(document.body.appendChild(document.createElement('div'))).render(
  createElement(MantineProvider, null, createElement(MedplumProvider, { medplum }, scheduler)),
)
