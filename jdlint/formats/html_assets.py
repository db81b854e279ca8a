"""The looks and the one script of the page that `--output-format html` makes; nothing is loaded from elsewhere."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --dim: #5a5d66; --line: #c9ccd4; --box: #f5f6f8;
  --error: #b3261e; --warning: #8a5300; --info: #1f5fa8; --error-bg: #fde3e0; --warning-bg: #fdf0c8;
  --info-bg: #dfebfa }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8e8ec; --paper: #16171b; --dim: #a6a9b3; --line: #43464f;
  --box: #1f2126;
  --error: #ff9c92; --warning: #f3c969; --info: #9cc4f5; --error-bg: #55211d; --warning-bg: #4b3a10;
  --info-bg: #1d3652 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 84rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper) }
h1 { font-size: 1.6rem; margin: .5rem 0 } h2 { margin: 2.5rem 0 .2rem; font-size: 1.3rem; overflow-wrap: anywhere }
a { color: inherit } .dim { color: var(--dim) } .path { font-size: .85rem; overflow-wrap: anywhere }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .3rem .8rem;
  display: inline-block }
fieldset label { margin-right: 1rem; white-space: nowrap }
select { font: inherit; color: inherit; background: var(--paper) }
.files { columns: 24rem; padding-left: 1.2rem }
.start { background: var(--box); border-radius: .5rem; padding: .6rem 1rem .6rem 2.2rem; position: relative }
.start { margin-bottom: 1rem } .label { float: left; clear: left; margin: 0 .4rem 0 0 !important; font-weight: 700 }
.start h3 { margin: 0 0 .3rem -1.2rem; font-size: 1rem }
.posting { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1.2rem; overflow-wrap: anywhere }
article p, article ul { margin: .5rem 0 } article h3, article h4, article h5, article h6 { margin: 1.1rem 0 .5rem }
article > :first-child { margin-top: .2rem }
article table { border-collapse: collapse } article td { border: 1px solid var(--line); padding: .2rem .5rem }
dl.head { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 .8rem; margin: 0 0 .8rem;
  padding-bottom: .6rem; border-bottom: 1px solid var(--line); font-size: .9rem }
dl.head dd { margin: 0 } pre { white-space: pre-wrap }
mark { color: inherit; border-radius: .2rem; padding: 0 .1rem; border-bottom: 2px solid }
mark.error, .finding.error { background: var(--error-bg); border-color: var(--error) }
mark.warning, .finding.warning { background: var(--warning-bg); border-color: var(--warning) }
mark.info, .finding.info { background: var(--info-bg); border-color: var(--info) }
mark a + a::before { content: " · " } mark a { text-decoration: none; font-size: .7em; vertical-align: super; font-weight: 700 }
.findings h3 { margin: .2rem 0 .5rem; font-size: 1rem } .findings ol { list-style: none; margin: 0; padding: 0 }
.finding { border-left: .3rem solid; border-radius: .3rem; margin: 0 0 .6rem; padding: .4rem .8rem;
  font-size: .93rem; scroll-margin-top: 1rem }
.finding p { margin: .2rem 0 } .finding .what { font-weight: 700; text-transform: uppercase; font-size: .72rem;
  letter-spacing: .04em }
.error > .what { color: var(--error) } .warning > .what { color: var(--warning) } .info > .what { color: var(--info) }
:target, :focus-visible { outline: 3px solid var(--info); outline-offset: 2px } summary { cursor: pointer; color: var(--dim) }
.gone { display: none } mark.plain { background: none; border: 0; padding: 0 } mark.plain a { display: none }
@media (max-width: 52rem) { .posting { grid-template-columns: minmax(0, 1fr) } }
@media print { :root { color-scheme: light } body { max-width: none; padding: 0; font-size: 10pt }
  form, .files, .start a { display: none } .posting { display: block } article { margin-bottom: 1rem }
  details::details-content { content-visibility: visible; height: auto }
  .finding, .start, article li { break-inside: avoid } h2, h3, h4, h5, h6, .path { break-after: avoid }
  h2 { break-before: page } h2.first { break-before: auto } }
"""
SCRIPT = """
const form = document.querySelector('form');
if (form) form.hidden = false;
let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  closed.forEach(each => { each.open = true; });
});
addEventListener('afterprint', () => closed.forEach(each => { each.open = false; }));
form?.addEventListener('change', () => {
  const severities = new Set([...form.querySelectorAll('input:checked')].map(each => each.value));
  const category = form.querySelector('select').value;
  let shown = 0;
  for (const each of document.querySelectorAll('[data-severity]')) {
    const off = !severities.has(each.dataset.severity) || (category && category !== each.dataset.category);
    each.classList.toggle(each.tagName === 'MARK' ? 'plain' : 'gone', off);
    shown += each.tagName === 'LI' && !off && each.classList.contains('finding') ? 1 : 0;
  }
  document.getElementById('shown').textContent = shown;
});
"""
