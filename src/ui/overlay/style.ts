/** Space between the pill and the window's edge, in pixels; also in the sheet below. */
export const MARGIN = 12;

/**
 * The pill's whole look. `!important` on `:host` because only that outranks the page's own sheet, and every inherited
 * property starts afresh there.
 */
export const STYLE = `
:host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;z-index:2147483647!important;
color-scheme:light dark!important}
.pill,.tag{--card:light-dark(#fffffff2,#141e27f2);--ink:light-dark(#14202b,#e8eef3);--mute:light-dark(#53626f,#9aabb8);
--hair:light-dark(#d5d1c7,#2e3e4c);--water:light-dark(#5f6368,#9aa0a6);--word:var(--ink)}
.pill{position:fixed;left:calc(${MARGIN}px + var(--x)*(100vw - ${2 * MARGIN}px));
top:calc(${MARGIN}px + var(--y)*(100vh - ${2 * MARGIN}px));
translate:calc(var(--x)*-100%) calc(var(--y)*-100%);display:flex;align-items:center;
font:12.5px/1 ui-sans-serif,system-ui,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums;color:var(--ink)}
[data-tone=safe]{--water:light-dark(#1b5e8c,#4a9fd8)}
[data-tone=watch]{--water:#f2c14e}
[data-tone=warning]{--water:light-dark(#e8710a,#f08020);--word:light-dark(#a84a00,#ff9a4d)}
[data-tone=margin-call],[data-tone=liquidation]{--water:light-dark(#8b0a2b,#e0456a);--word:light-dark(#8b0a2b,#ff8ba3);
--hair:var(--water)}
[data-tone=stale],[data-tone=unknown]{--word:var(--mute)}
button{all:unset;box-sizing:border-box;cursor:grab;touch-action:none;user-select:none}
.face{display:flex;align-items:center;gap:7px;height:30px;padding:0 12px 0 6px;border:1px solid var(--hair);
border-radius:99px;background:var(--card);box-shadow:0 1px 5px #0003;white-space:pre}
.face:active{cursor:grabbing}
.figure{font-weight:650;color:var(--word)}
.near{color:var(--mute)}
.hide{position:absolute;inset-inline-start:100%;width:24px;height:24px;margin-inline-start:2px;border-radius:50%;
text-align:center;line-height:24px;color:var(--mute);background:var(--card);cursor:pointer;opacity:0}
.right .hide{inset-inline:auto 100%;margin-inline:0 2px}
.pill:hover .hide,.pill:focus-within .hide{opacity:1}
button:focus-visible{outline:2px solid light-dark(#1b5e8c,#6bb3e6);outline-offset:2px}
.folded .near{display:none}
.folded .face{padding-inline-end:10px}
svg{display:block;width:20px;height:20px;overflow:visible}
.ring,.bar{fill:none;stroke:var(--ink);stroke-linecap:round}
.water{fill:var(--water)}
.tag{position:fixed;inset:0 auto auto 0;padding:0 4px;border-radius:4px;pointer-events:none;white-space:pre;
font:10.5px/15px ui-sans-serif,system-ui,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums;
color:var(--mute);background:var(--card);box-shadow:0 0 0 1px var(--hair)}
.off{opacity:0}
[data-near=near]{color:light-dark(#a84a00,#ff9a4d)}
[data-near="at hand"]{color:light-dark(#8b0a2b,#ff8ba3);font-weight:650;--hair:currentColor}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(prefers-reduced-motion:no-preference){.hide{transition:opacity .12s}}
@media(forced-colors:active){.face{border:1px solid CanvasText}}
@media print{.pill,.tags{display:none}}
`;
