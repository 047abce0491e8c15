import type { Page } from '@playwright/test'

/** What filling something in costs a person: pages looked at, and fields filled, chosen or ticked. */
export interface Work {
  readonly screens: () => number
  readonly inputs: () => number
  fill(label: string | RegExp, value: string): Promise<void>
  select(label: string, value: string): Promise<void>
  /** `option`: how the answer begins; an explanation may follow it. */
  choose(group: string | RegExp, option: string): Promise<void>
  tick(label: string | RegExp): Promise<void>
  attach(label: string | RegExp, file: { readonly name: string; readonly text: string }): Promise<void>
  press(button: string): Promise<void>
  /** Something that does not belong to the shortest way and is not counted. */
  aside(what: () => Promise<void>): Promise<void>
}

/** Fills in forms as a person does, by the words beside the fields, and counts. */
export function work(page: Page): Work {
  let screens = 0
  let inputs = 0
  let counting = true
  page.on('response', (answer) => {
    const request = answer.request()
    const shown = request.isNavigationRequest() && request.frame() === page.mainFrame() && answer.status() === 200
    if (shown && counting) screens += 1
  })
  const input = () => {
    if (counting) inputs += 1
  }
  const main = page.getByRole('main')
  return {
    screens: () => screens,
    inputs: () => inputs,
    fill: async (label, value) => {
      input()
      await main.getByLabel(label, { exact: typeof label === 'string' }).fill(value)
    },
    select: async (label, value) => {
      input()
      await main.getByLabel(label, { exact: true }).selectOption({ label: value })
    },
    choose: async (group, option) => {
      input()
      await main
        .getByRole('group', { name: group })
        .getByRole('radio', { name: begins(option) })
        .check()
    },
    tick: async (label) => {
      input()
      await main.getByRole('checkbox', { name: label }).check()
    },
    attach: async (label, { name, text }) => {
      input()
      await main
        .getByLabel(label)
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })
    },
    press: async (button) => {
      await main.getByRole('button', { name: button, exact: true }).click()
    },
    aside: async (what) => {
      counting = false
      await what()
      counting = true
    },
  }
}

const begins = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
