import type { Child } from 'hono/jsx'

export interface Fact {
  readonly term: Child
  readonly detail: Child
  readonly big?: boolean // the decisive fact
  readonly change?: { readonly href: string; readonly text: string; readonly what: string } // on summary pages: where to change it
}

/** Terms and what is so; a hairline between. `stacked` sets the term above, for narrow columns. */
export const Facts = ({ items, stacked }: { items: readonly (Fact | undefined | false)[]; stacked?: boolean }) => (
  <dl class={stacked ? 'facts stacked' : 'facts'}>
    {items
      .filter((item) => !!item)
      .map((item) => (
        <div>
          <dt>{item.term}</dt>
          <dd class={item.big ? 'big' : undefined}>{item.detail}</dd>
          {item.change && (
            <dd class="change">
              <a href={item.change.href}>
                {item.change.text}
                <span class="vh">{item.change.what}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
  </dl>
)
