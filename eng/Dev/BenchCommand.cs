using System.CommandLine;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev;

/// <summary><c>bench</c>: builds for release and hands over to the project in <c>bench/</c>.</summary>
internal static class BenchCommand
{
    public static Command Create(Prepare prepare)
    {
        var rest = new Argument<string[]>("arguments") { Description = "For the benchmarks; after -- when they begin with a dash" };
        var command = new Command("bench", "Runs the load tests and micro-benchmarks (Release)") { rest };
        command.SetAction(async (parsed, cancellation) =>
        {
            await prepare(parsed).BuildAsync("bench/Bench.csproj", "Release", cancellation);
            var bench = Repository.OutputOf("bench", "PromptFunctions.Bench.dll", "Release");
            return await Shell.RunAttachedAsync("dotnet", ["exec", bench, .. parsed.GetValue(rest) ?? []], cancellation);
        });
        return command;
    }
}
