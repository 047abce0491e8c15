import type { Child } from 'hono/jsx'

type Look = 'first' | 'second' | 'danger'
const classes = (look: Look, small?: boolean) =>
  ['btn', look !== 'first' && look, small && 'small'].filter(Boolean).join(' ')

/** Sends the form. One `first` a page; `name` and `value` tell apart several buttons of one form. */
export const Button = ({
  children,
  look = 'first',
  small,
  name,
  value,
}: {
  children?: Child
  look?: Look
  small?: boolean
  name?: string
  value?: string
}) => (
  <button class={classes(look, small)} type="submit" name={name} value={value}>
    {children}
  </button>
)

/** A link that begins something. */
export const ButtonLink = ({
  href,
  children,
  look = 'first',
  small,
  download,
}: {
  href: string
  children?: Child
  look?: Look
  small?: boolean
  download?: string
}) => (
  <a class={classes(look, small)} href={href} download={download}>
    {children}
  </a>
)

/** Buttons in a row; one below the other on a phone. */
export const Acts = ({ children }: { children?: Child }) => <div class="acts">{children}</div>
