import { Html } from './html.ts';

/** The only style of the page. The Content-Security-Policy allows it by its hash. */
export const style = new Html(`
:root { color-scheme: light dark; --text: light-dark(#1c2024, #e6e8eb); --muted: light-dark(#5c646d, #9aa2ab);
  --back: light-dark(#fff, #15181b); --raised: light-dark(#f4f6f8, #1f2429); --line: light-dark(#dce0e5, #343b43);
  --link: light-dark(#0b5cad, #7db8f5); --good: light-dark(#18723a, #6fce8f); --bad: light-dark(#a8341c, #f09a85);
  --change: light-dark(#8a5a00, #e6b450); }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); color: var(--text); background: var(--back);
  font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.25rem; border-right: 1px solid var(--line);
  background: var(--raised); font-size: .9rem; }
nav h2 { margin: 1.25rem 0 .25rem; font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; }
nav h2 a { color: var(--muted); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li a { display: block; padding: .15rem 0; color: var(--text); }
.home { margin: 0; font-weight: 600; }
main { width: 100%; max-width: 56rem; padding: 1.5rem 2rem 6rem; }
h1 { margin: 0 0 .5rem; font-size: 1.8rem; line-height: 1.2; }
h1 small { color: var(--muted); font-size: 1rem; font-weight: 400; }
section { margin-top: 3rem; }
section > h2 { margin: 0; padding-bottom: .25rem; border-bottom: 1px solid var(--line); text-transform: capitalize; }
article { margin: 2.25rem 0; }
h3 { margin: 0; font-size: 1.1rem; }
h3 a { color: inherit; }
h4 { margin: 1rem 0 .25rem; color: var(--muted); font-size: .85rem; }
p { margin: .4rem 0; }
small { color: var(--muted); font-size: .85em; }
code, pre { font: .88em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .75rem; overflow: auto; border-radius: 6px; background: var(--raised); }
.method { display: inline-block; min-width: 4.2em; font: 600 .8em/1.5 ui-monospace, Menlo, Consolas, monospace;
  color: var(--change); }
.method.get { color: var(--good); }
.method.delete { color: var(--bad); }
.open { padding: 0 .4em; border: 1px solid var(--line); border-radius: 4px; color: var(--muted); font-size: .8rem; }
.status { display: inline-block; text-indent: 0; min-width: 2.6em; font-weight: 600; color: var(--bad); }
.status.s2 { color: var(--good); }
summary { padding-left: 3.7rem; text-indent: -3.7rem; cursor: pointer; }
p.response { padding-left: 3.7rem; text-indent: -2.65rem; }
details[open] { padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .5rem .35rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top;
  font-weight: 400; overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
th { width: 34%; }
td td, td th { font-size: .95em; }
@media (max-width: 48rem) {
  body { display: block; }
  nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem 1rem 4rem; }
  th { width: 40%; }
}
`);
