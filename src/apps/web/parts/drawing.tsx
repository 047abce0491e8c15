import { raw } from 'hono/html'

/** A drawing made by the house itself (mark, badge), set into the page as it is. Never for what others wrote. */
export const Drawing = ({ svg }: { svg: string }) => <div class="drawing">{raw(svg)}</div>

/** The same in the size it says itself, in millimetres, on screen and on paper. */
export const RealSize = ({ svg, name }: { svg: string; name: string }) => (
  <section class="real" aria-label={name} tabindex={0}>
    {raw(svg)}
  </section>
)
