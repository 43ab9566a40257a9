namespace PromptFunctions.Core.Reports.Pages;

/// <summary>The page's style sheet. The colours are apart in lightness as well as in hue, and no colour says anything alone.</summary>
internal static class ReportStyle
{
    /// <summary>The sheet.</summary>
    public const string Sheet = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --panel: #f6f8fa; --ink: #16202e; --muted: #566173; --line: #dfe4ea; --grid: #e9edf1;
          --live: #0a5fb4; --before: #8a4b08; --other: #5f6b7d; --better: #0b6848; --worse: #b3261e; --experiment: #6b3fa0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #0f141b; --panel: #171e28; --ink: #e6ebf2; --muted: #9eabbc; --line: #2a3441; --grid: #212a35;
            --live: #74b4ff; --before: #f0a860; --other: #94a1b4; --better: #63d4a8; --worse: #ff9c90; --experiment: #c5a8ff;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 1200px; padding: 40px 32px 64px; background: var(--paper); color: var(--ink);
          font: 400 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
        }
        h1, h2, h3, p, dl, dd, ol, ul, figure { margin: 0; }
        h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.02em; font-weight: 650; }
        h2 { font-size: 22px; line-height: 1.25; letter-spacing: -0.01em; font-weight: 650; }
        h3 { font-size: 15px; line-height: 1.4; font-weight: 600; }
        a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: 3px; }
        a:hover { text-decoration-color: currentColor; }
        :focus-visible { outline: 2px solid var(--live); outline-offset: 3px; border-radius: 2px; }
        .muted { color: var(--muted); }
        .eyebrow { color: var(--muted); font-size: 14px; margin-bottom: 6px; }
        .lead { max-width: 64ch; margin-top: 10px; color: var(--muted); }

        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 20px 32px; margin-top: 28px; padding: 20px 0; border-block: 1px solid var(--line); }
        .facts dt { font-size: 13px; color: var(--muted); }
        .facts dd { font-size: 24px; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; }
        .facts small { display: block; font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--muted); }
        .facts .live { color: var(--live); }

        main > section { margin-top: 48px; }
        .findings { padding: 0; list-style: none; margin-top: 24px; max-width: 80ch; }
        .findings li { padding-left: 20px; position: relative; }
        .findings li + li { margin-top: 6px; }
        .findings li::before { content: ""; position: absolute; left: 0; top: 0.62em; width: 7px; height: 7px; border-radius: 50%; background: var(--live); }
        .note { font-size: 13px; color: var(--muted); margin-top: 8px; max-width: 80ch; }
        .empty { padding: 40px 24px; text-align: center; background: var(--panel); border-radius: 10px; color: var(--muted); }
        .empty strong { display: block; color: var(--ink); font-size: 18px; font-weight: 600; margin-bottom: 4px; }

        .scroll { overflow-x: auto; margin-top: 12px; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.4; overflow-wrap: normal; }
        th, td { padding: 7px 14px 7px 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--muted); font-weight: 500; white-space: nowrap; }
        tbody th { font-weight: 600; min-width: 76px; max-width: 260px; overflow-wrap: anywhere; }
        tbody tr:last-child > * { border-bottom: 0; }
        .number { text-align: right; white-space: nowrap; }
        .live > th { color: var(--live); }
        .before > th { color: var(--before); }

        .overview { font-size: 15px; margin-top: 12px; }
        .overview td, .overview th { padding-block: 10px; }
        .overview tbody th { min-width: min(240px, 22vw); max-width: 360px; }
        .overview small { font-weight: 400; font-size: 13px; color: var(--muted); }
        .overview .spark { display: block; width: 88px; height: 24px; margin-left: auto; }
        .overview .trend-cell { width: 88px; padding-left: 10px; vertical-align: middle; }
        .verdict { display: block; font-size: 12px; color: var(--muted); }
        td.better, td.better .verdict { color: var(--better); }
        td.worse, td.worse .verdict { color: var(--worse); }

        .events { padding: 0; margin-top: 12px; list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 14px 32px; }
        .events li { display: grid; grid-template-columns: 22px 20px 1fr; align-items: start; font-size: 14px; line-height: 1.45; }
        .events .index { color: var(--muted); }
        .events svg { width: 14px; height: 14px; margin-top: 3px; }
        .events p { color: var(--muted); }

        .legend { display: flex; flex-wrap: wrap; gap: 6px 20px; padding: 0; margin-top: 12px; list-style: none; font-size: 13px; color: var(--muted); }
        .legend li { display: flex; align-items: center; gap: 8px; }
        .legend svg { width: 28px; height: 16px; flex: none; }

        .metric, .trial { border-top: 1px solid var(--line); padding-top: 28px; }
        .goal { font-size: 14px; color: var(--muted); margin-top: 4px; }
        .recommendation { margin-top: 8px; max-width: 80ch; font-size: 17px; }
        .trial tr.better td:nth-child(3) { color: var(--better); font-weight: 600; }
        .trial tr.worse td:nth-child(3) { color: var(--worse); font-weight: 600; }
        .trial tbody th { min-width: 124px; }
        .trial tr.won > th { color: var(--better); }
        .pair { display: grid; grid-template-columns: minmax(0, 640px); gap: 32px 48px; margin-top: 20px; }
        figcaption span { font-weight: 400; color: var(--muted); }
        details { margin-top: 10px; }
        summary { cursor: pointer; font-size: 13px; color: var(--muted); width: fit-content; }
        summary:hover { color: var(--ink); }
        footer { margin-top: 64px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 13px; color: var(--muted); }
        footer p { max-width: 90ch; }
        footer p + p { margin-top: 6px; }

        .chart { display: block; width: 100%; height: auto; margin-top: 12px; }
        .narrow { max-width: 440px; }
        @media (min-width: 600px) { .narrow { display: none; } }
        @media (max-width: 599.98px) { .wide { display: none; } }
        svg text { font-family: inherit; fill: var(--muted); }
        .axis, .small, svg .number { font-size: 11px; }
        .name { font-size: 12px; font-weight: 600; }
        svg .name { fill: var(--ink); }
        svg .name.live { fill: var(--live); }
        svg .name.before { fill: var(--before); }
        .grid { stroke: var(--grid); }
        .zero { stroke: var(--ink); stroke-opacity: 0.7; stroke-dasharray: 5 3; }
        .notch, .floor { stroke: var(--muted); }
        svg .live { --series: var(--live); }
        svg .before { --series: var(--before); }
        svg .other { --series: var(--other); }
        .shape { fill: var(--series); fill-opacity: 0.16; stroke: var(--series); stroke-width: 1.25; stroke-linejoin: round; }
        .shape.other { fill-opacity: 0.1; stroke-opacity: 0.8; }
        .span { stroke: var(--series); stroke-width: 1.5; }
        .half { stroke: var(--series); stroke-width: 6; stroke-opacity: 0.45; }
        .tick { stroke: var(--ink); stroke-width: 1.5; }
        .dot { fill: var(--paper); stroke: var(--series); stroke-width: 2; }
        .value { fill: var(--series); fill-opacity: 0.55; }
        .band { fill: var(--live); fill-opacity: 0.16; }
        .trend { fill: none; stroke: var(--live); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
        .point, .end { fill: var(--live); }
        .whisker { stroke: var(--live); stroke-width: 1.5; stroke-opacity: 0.6; }
        .count { fill: var(--muted); fill-opacity: 0.4; }
        .rollout { --mark: var(--ink); }
        .rollback { --mark: var(--worse); }
        .experiment { --mark: var(--experiment); }
        .mark { fill: var(--mark); }
        .event { stroke: var(--mark); stroke-opacity: 0.55; stroke-dasharray: 2 3; }
        .period { stroke: var(--mark); stroke-width: 3; stroke-opacity: 0.4; }

        @media (min-width: 1100px) { .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
        @media (max-width: 599.98px) {
          body { padding: 24px 16px 48px; }
          h1 { font-size: 27px; }
          .facts { grid-template-columns: 1fr; gap: 14px; }
          .overview { font-size: 14px; }
          .overview .wide-only { display: none; }
          .overview tr { display: grid; grid-template-columns: 1fr 88px; gap: 0 16px; padding: 10px 0; border-bottom: 1px solid var(--line); }
          .overview.compared tr { grid-template-columns: 1fr 1fr 88px; }
          .overview tr > * { padding: 0; border: 0; }
          .overview tbody th { grid-column: 1 / -1; max-width: none; }
          .overview thead .first { display: none; }
          .overview td.number { text-align: left; white-space: normal; }
          .overview thead .number { text-align: left; }
          .overview .trend-cell { padding: 0; }
        }
        @media print {
          :root { color-scheme: light; }
          body { max-width: none; padding: 0; font-size: 11pt; }
          .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 20px; }
          .narrow { display: none; }
          .wide { display: block; }
          .scroll { overflow: visible; }
          figure, .facts, .events li, tr { break-inside: avoid; }
          h2, h3, .goal { break-after: avoid; }
          summary { display: none; }
          details::details-content { content-visibility: visible; block-size: auto; }
        }
        """;
}
