import type { Html } from './html.ts';

/** Colours that are legible on paper and in the dark; figures as wide as a phone is. */
export const STYLE: Html = {
  html: `:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --ground: #f3f4f6; --line: #d0d7de;
  --good: #1a6b32; --bad: #b3141b; --lacking: #7a5200; --good-ground: #e3f4e7; --bad-ground: #fde8e8; --lacking-ground: #fdf1d4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9edf1; --soft: #a2abb5; --paper: #1c2128; --ground: #12161b; --line: #3d444d;
    --good: #6fd08a; --bad: #ff938a; --lacking: #e8b650; --good-ground: #17301f; --bad-ground: #3a1a1c; --lacking-ground: #33270c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 68rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main > section, main > dl { margin: 0 0 1rem; padding: 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; }
header { border-left: .5rem solid; }
header.good { border-left-color: var(--good); } header.bad { border-left-color: var(--bad); }
header.lacking { border-left-color: var(--lacking); }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
header.good .mark { color: var(--good); } header.bad .mark { color: var(--bad); } header.lacking .mark { color: var(--lacking); }
header p { margin: .25rem 0 0; color: var(--soft); }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
code { font: .875em/1.5 ui-monospace, monospace; }
a { color: inherit; }
.next { margin: 0 0 1rem; padding: .75rem 1.25rem; background: var(--lacking-ground); border-radius: .5rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem; margin: 0; }
dt { color: var(--soft); font-size: .8125rem; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th { text-align: left; font-weight: 600; } thead th { color: var(--soft); vertical-align: bottom; }
th, td { padding: .3125rem .5rem; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
.good { color: var(--good); } .bad { color: var(--bad); } .lacking { color: var(--lacking); }
table.overview { overflow-wrap: normal; font-size: .8125rem; } .overview td { white-space: nowrap; text-align: center; font-variant-numeric: tabular-nums; }
.overview thead th:not(:first-child) { text-align: center; }
.overview td.good { background: var(--good-ground); } .overview td.bad { background: var(--bad-ground); }
.overview td.lacking { background: var(--lacking-ground); }
.overview th[scope=row] { overflow-wrap: normal; }
.legend { margin: .75rem 0 0; color: var(--soft); font-size: .8125rem; }
.reasons { margin: 0; padding-left: 1.25rem; } .reasons p { margin: 0 0 .25rem; } .reasons .places { color: var(--soft); }
.reasons .next { padding: .375rem .75rem; } .reasons li { margin-bottom: .75rem; }
figure { margin: 0 0 1.5rem; break-inside: avoid; } figcaption { margin-bottom: .5rem; }
@media (min-width: 60rem) { .figures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; align-items: start; } }
svg { display: block; width: 100%; max-width: 36rem; height: auto; }
svg text { font: 11.5px system-ui, sans-serif; fill: var(--ink); stroke: var(--paper); stroke-width: 4; paint-order: stroke; }
svg .lane { stroke: var(--line); stroke-width: 1.5; } svg .lane-box { fill: var(--ground); stroke: var(--line); }
svg text.lane-name { text-anchor: middle; font-weight: 600; stroke: none; }
svg text.heading { font-weight: 600; } svg .rule { stroke: var(--line); }
svg .line { fill: none; stroke: var(--soft); stroke-width: 1.5; } svg .dashed { stroke-dasharray: 4 3; }
svg .head { fill: var(--soft); } svg .dot { fill: var(--soft); }
svg .line.good { stroke: var(--good); } svg .line.bad { stroke: var(--bad); } svg .line.lacking { stroke: var(--lacking); }
svg .head.good { fill: var(--good); } svg .head.bad { fill: var(--bad); } svg .head.lacking { fill: var(--lacking); }
svg text.good { fill: var(--good); } svg text.bad { fill: var(--bad); font-weight: 600; } svg text.lacking { fill: var(--lacking); }
svg .cross { fill: none; stroke: var(--bad); stroke-width: 2.5; }
.context + .context { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.context dl { margin-bottom: .5rem; }
.checks .time { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
footer { color: var(--soft); font-size: .8125rem; }
@media (max-width: 46rem) {
  body { padding: .5rem; } header, main > section, main > dl { padding: .75rem; }
  .overview { font-size: .8125rem; } .overview th, .overview td { padding: .25rem .125rem; } .overview .status { display: none; }
  .overview .control .status { display: inline; font-size: .6875rem; }
  .overview thead th:not(:first-child) span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
  dl { grid-template-columns: 1fr 1fr; gap: .375rem 1rem; } dd { font-size: .875rem; }
  .checks thead { position: absolute; clip-path: inset(50%); }
  .checks tr { display: grid; grid-template-columns: 1.25rem 1fr auto; gap: 0 .5rem; padding: .375rem 0; border-bottom: 1px solid var(--line); }
  .checks td { padding: 0; border: 0; } .checks td.via { display: none; }
  .checks td.answer { grid-column: 2; grid-row: 2; font-size: .8125rem; } .checks td.time { grid-column: 3; grid-row: 1; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --ground: #fff; --line: #999;
    --good: #1a6b32; --bad: #b3141b; --lacking: #7a5200; --good-ground: #fff; --bad-ground: #fff; --lacking-ground: #fff; }
  body { padding: 0; font-size: 10pt; } tr, li, .context h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  svg { max-width: 13cm; }
}`,
};
