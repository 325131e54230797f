import { mountEhrPage } from './ehr-page.ts'
import { httpBackend } from './http-backend.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

// In development there is no server to ask: the clinic lives in the browser.
if (import.meta.env.DEV) await (await import('../browser.ts')).mountSimulatedEhr(root)
else await mountEhrPage(root, { backend: httpBackend })
