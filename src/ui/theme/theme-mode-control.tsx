import Contrast from '@mui/icons-material/Contrast'
import DarkMode from '@mui/icons-material/DarkModeOutlined'
import LightMode from '@mui/icons-material/LightModeOutlined'
import System from '@mui/icons-material/SettingsBrightnessOutlined'
import { useColorScheme } from '@mui/material/styles'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { IconAction } from '../icon-action.tsx'

const choices = ['system', 'light', 'dark', 'highContrast'] as const
type Choice = (typeof choices)[number]

const icons = { system: System, light: LightMode, dark: DarkMode, highContrast: Contrast }

const loadMenu = () => import('../choice-menu.tsx')
const ChoiceMenu = lazy(async () => ({ default: (await loadMenu()).ChoiceMenu }))

/** A button "Appearance" with a menu: System, Light, Dark, High contrast (light or dark as the system is). The choice is kept. */
export function ThemeModeControl() {
  const { t } = useLingui()
  const { mode, lightColorScheme, setMode, setColorScheme } = useColorScheme()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const menu = useId()
  const chosen: Choice = lightColorScheme === 'highContrastLight' ? 'highContrast' : (mode ?? 'system')
  const Icon = icons[chosen]
  const names: Record<Choice, string> = { system: t`System`, light: t`Light`, dark: t`Dark`, highContrast: t`High contrast` }

  function choose(choice: Choice) {
    const contrast = choice === 'highContrast'
    setColorScheme({ light: contrast ? 'highContrastLight' : 'light', dark: contrast ? 'highContrastDark' : 'dark' })
    setMode(contrast ? 'system' : choice)
    setOpen(false)
  }

  return (
    <>
      <IconAction
        ref={anchor}
        label={t`Appearance`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menu : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon fontSize="small" />
      </IconAction>
      {open && (
        <Suspense>
          <ChoiceMenu
            id={menu}
            anchor={() => anchor.current}
            items={choices.map((choice) => ({
              key: choice,
              label: names[choice],
              icon: icons[choice],
              isChosen: choice === chosen,
              choose: () => choose(choice),
            }))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
