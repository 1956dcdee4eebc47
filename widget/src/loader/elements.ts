/** There is one widget per page, so its elements are made once; they join the page when `attach` is called. */
function div(id: string, html = ''): HTMLElement {
  const made = document.createElement('div')
  made.id = id
  made.innerHTML = html
  return made
}

export const holder = div('cw-widget-holder')

export const bubbleHolder = div(
  'cw-bubble-holder',
  '<button type="button" class="woot-widget-bubble" data-testid="widget-bubble"><svg viewBox="0 0 32 32" aria-hidden="true"><path class="woot--closed" fill="currentColor" fill-rule="evenodd" d="M16 3C9 3 4 8 4 15v9a3 3 0 0 0 3 3h3v4l6-4h9a3 3 0 0 0 3-3v-9C28 8 23 3 16 3zm0 5a7 7 0 0 0-7 7v5h14v-5a7 7 0 0 0-7-7z"/><circle class="woot--closed" cx="16" cy="15" r="3.4" fill="#ffc65c"/><path class="woot--opened" d="m8 13 8 8 8-8" fill="none" stroke="currentColor" stroke-width="3"/></svg><span></span><b class="woot--notification"></b></button><i aria-live="polite"></i>',
)

export const bubble = bubbleHolder.querySelector('button')!
export const caption = bubbleHolder.querySelector('span')!
export const badge = bubbleHolder.querySelector('b')!
export const live = bubbleHolder.querySelector('i')!
