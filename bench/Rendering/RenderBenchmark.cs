using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;
using Spectre.Console;

namespace PromptFunctions.Bench.Rendering;

/// <summary>
/// How long a warm rendering of a 2 KB template with ten variables takes, beside ten calls of <see cref="string.Replace(string, string)"/>
/// that give the same text. Both run in turns, so that whatever else the machine does hits both.
/// </summary>
internal static class RenderBenchmark
{
    private const double MostTime = 3;
    private const int Variables = 10;
    private const int Length = 2048;

    public static int Run(RenderBenchmarkOptions options)
    {
        var names = Enumerable.Range(0, Variables).Select(i => string.Create(CultureInfo.InvariantCulture, $"variable_{i}")).ToArray();
        var filler = new string('x', (Length / Variables) - "{{variable_0}}".Length - 1) + "\n";
        var template = string.Concat(names.Select(name => $"{filler}{{{{{name}}}}}"));
        var texts = names.ToDictionary(name => $"{{{{{name}}}}}", name => $"the value of {name}");
        var values = names.ToDictionary(name => name, name => JsonSerializer.SerializeToElement($"the value of {name}"));
        var compiled = PromptTemplate.Compile(new("bench@1.0.0", PromptContent.OfText(template), new Dictionary<string, TemplateNode>()));
        if (Render() != Replace()) throw new InvalidOperationException("The texts differ.");

        var (rendered, replaced) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            replaced.Add(Time(Replace));
            rendered.Add(Time(Render));
        }
        var (by, beside) = (Median(rendered), Median(replaced));
        AnsiConsole.Write(new Table().Title(string.Create(CultureInfo.InvariantCulture, $"a text of {template.Length:N0} characters with {Variables} variables, median microseconds"))
            .AddColumns("rendered", "string.Replace", "", "bound")
            .AddRow($"{by:0.00}", $"{beside:0.00}", $"{by / beside:0.00}×", $"≤ {MostTime}×"));
        return Bounds.Report(by / beside <= MostTime) ? 0 : 1;

        string Render() => compiled.Render(values, TimeProvider.System).Text!;

        string Replace()
        {
            var text = template;
            foreach (var (tag, value) in texts) text = text.Replace(tag, value, StringComparison.Ordinal);
            return text;
        }

        double Time(Func<string> run)
        {
            var started = Stopwatch.GetTimestamp();
            var length = 0L;
            for (var i = 0; i < options.Calls; i++) length += run().Length;
            return length > 0 ? Stopwatch.GetElapsedTime(started).TotalMicroseconds / options.Calls : throw new InvalidOperationException("Nothing was rendered.");
        }
    }

    // The first rounds are compiled on the way.
    private static double Median(List<double> times) => times.Skip(times.Count / 5).Order().ElementAt((times.Count - (times.Count / 5)) / 2);
}
