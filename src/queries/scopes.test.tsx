import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import { compareScopes } from '../smart/scopes.ts'
import { ConnectionProvider, type Connection } from './connection.tsx'
import { useScopes } from './session-state.ts'

it('what a screen offers follows the rights of the token, also when a renewal takes some away', () => {
  const listeners = new Set<() => void>()
  const asked = ['user/Appointment.cruds']
  const session = {
    scopes: compareScopes(asked, asked),
    onScopesChanged(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const connection = { session } as unknown as Connection
  const wrapper = ({ children }: { children: ReactNode }) => <ConnectionProvider connection={connection}>{children}</ConnectionProvider>
  const { result, unmount } = renderHook(() => useScopes().allows('Appointment', 'c'), { wrapper })
  expect(result.current).toBe(true)
  act(() => {
    session.scopes = compareScopes(asked, ['user/Appointment.rs'])
    for (const listener of listeners) listener()
  })
  expect(result.current).toBe(false)
  unmount()
  expect(listeners.size).toBe(0)
})
