import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import Autocomplete from '@mui/material/Autocomplete'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import TextField from '@mui/material/TextField'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'

function Screen() {
  const { data } = useQuery({ queryKey: ['offers'], queryFn: () => Promise.resolve('Offers') })
  return [
    createElement(Autocomplete, { key: 'field', options: [], renderInput: (props) => createElement(TextField, props) }),
    createElement(Button, { key: 'button' }, data),
    createElement(Dialog, { key: 'dialog', open: false }, data),
  ]
}

/** React, MUI and Query, and nothing that is made with them. */
createRoot(document.body.appendChild(document.createElement('div'))).render(
  createElement(
    ThemeProvider,
    { theme: createTheme() },
    createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Screen)),
  ),
)
