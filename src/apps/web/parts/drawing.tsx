import { raw } from 'hono/html'

/** A drawing made by the house itself (mark, badge), set into the page as it is. Never for what others wrote. */
export const Drawing = ({ svg }: { svg: string }) => <div class="drawing">{raw(svg)}</div>
