/** Written tight by hand: strings are not minified. */
export const styles =
  '#cw-bubble-holder,#cw-widget-holder{all:initial;position:fixed;z-index:2147483000;bottom:20px;right:20px}' +
  '#cw-bubble-holder.woot-elements--left,#cw-widget-holder.woot-elements--left{right:auto;left:20px}' +
  '#cw-bubble-holder.woot--hide,.woot--open .woot--closed,#cw-bubble-holder:not(.woot--open) .woot--opened{display:none}' +
  '#cw-bubble-holder button{all:unset;box-sizing:border-box;position:relative;display:flex;align-items:center;height:58px;padding:0 13px;border-radius:29px 29px 14px 14px;background:var(--pl);color:var(--pl-on);font:600 15px system-ui,sans-serif;cursor:pointer;box-shadow:0 8px 24px #0004;transition:.12s}' +
  '#cw-bubble-holder button:hover{transform:translateY(-2px)}' +
  '#cw-bubble-holder button:focus-visible{outline:3px solid var(--pl);outline-offset:3px}' +
  '#cw-bubble-holder svg{width:32px;height:32px}' +
  '#cw-bubble-holder span:not(:empty){padding:0 6px 0 8px}' +
  '#cw-bubble-holder b{position:absolute;top:-5px;right:-5px;box-sizing:border-box;min-width:22px;padding:0 5px;border-radius:11px;background:#b3261e;color:#fff;font:700 12px/22px system-ui,sans-serif;text-align:center}' +
  '#cw-bubble-holder i{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}' +
  '#cw-widget-holder{bottom:94px;width:392px;height:min(660px,calc(100vh - 114px));border-radius:18px;overflow:hidden;background:Canvas;box-shadow:0 0 0 1px #0001,0 16px 48px #0004;transition:.12s}' +
  '#cw-widget-holder.woot--flat{border-radius:0}' +
  '#cw-widget-holder.woot--hide{visibility:hidden;opacity:0;transform:translateY(8px);pointer-events:none}' +
  '#cw-widget-holder.woot--unread{visibility:visible;opacity:1;transform:none;pointer-events:auto;max-width:calc(100vw - 40px);height:var(--ph);background:0;box-shadow:none}' +
  '#cw-widget-holder iframe{all:unset;display:block;width:100%;height:100%}' +
  '@media(max-width:667px){#cw-widget-holder#cw-widget-holder:not(.woot--unread){inset:0;width:100%;height:100%;border-radius:0}#cw-bubble-holder.woot--open{display:none}}' +
  '@media(prefers-reduced-motion:reduce){#cw-bubble-holder *,#cw-widget-holder{transition:none}}'
