namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>Scripts that find what is wrong with a page. Each gives a sentence for each fault.</summary>
internal static class PageChecks
{
    /// <summary>What makes the page wider than the screen.</summary>
    public const string Overflow = """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 0.5 && !element.closest('.scroll > *'))
            .map(element => `${element.tagName}.${element.getAttribute('class')} ends at ${element.getBoundingClientRect().right} of ${width}`);
        }
        """;

    /// <summary>Labels that leave their chart, run into each other, or are too small to read.</summary>
    public const string Labels = """
        () => {
          const faults = [];
          for (const svg of document.querySelectorAll('svg')) {
            const frame = svg.getBoundingClientRect();
            if (frame.width === 0) continue;
            const labels = [...svg.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
            for (const { text, box } of labels) {
              if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
                faults.push(`'${text}' leaves its chart '${svg.querySelector('title')?.textContent}'`);
              if (box.height < 10) faults.push(`'${text}' is ${box.height} pixels high`);
            }
            for (let i = 0; i < labels.length; i++)
              for (let j = i + 1; j < labels.length; j++) {
                const [a, b] = [labels[i].box, labels[j].box];
                const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
                // The boxes of two lines touch, because they have room for letters that are not there.
                if (across > 0.5 && down > 3) faults.push(`'${labels[i].text}' runs into '${labels[j].text}' in '${svg.querySelector('title')?.textContent}'`);
              }
          }
          return faults;
        }
        """;

    /// <summary>Text that is hard to tell from what is behind it (WCAG 2.2, 1.4.3), as computed.</summary>
    public const string Contrast = """
        () => {
          const parse = color => (color.match(/[\d.]+/g) ?? []).map(Number);
          const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = parse(getComputedStyle(at).backgroundColor);
              if (color.length === 3 || color[3] === 1) return color;
              if (color[3] > 0) throw new Error('a background that lets another through');
            }
            throw new Error('no background');
          };
          const faults = new Set();
          for (const element of document.querySelectorAll('body, body *')) {
            if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())) continue;
            if (element.closest('title, desc') || element.getClientRects().length === 0) continue;
            const style = getComputedStyle(element);
            const [text, back] = [luminance(parse(element.closest('svg') ? style.fill : style.color)), luminance(behind(element))];
            const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
            if (ratio < 4.5) faults.add(`${element.tagName}.${element.getAttribute('class')} '${element.textContent.slice(0, 40)}' has ${ratio.toFixed(2)}`);
          }
          return [...faults];
        }
        """;
}
