using System.CommandLine;
using System.Diagnostics;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Testing;

/// <summary><c>test</c>: builds the solution and runs every test project; the last line sums them up.</summary>
internal static class TestCommand
{
    private static readonly string Results = Repository.PathOf("artifacts", "test-results");

    public static Command Create(Prepare prepare)
    {
        var filter = new Option<string?>("--filter") { Description = "Only tests that match, as in dotnet test (FullyQualifiedName~Rollout)" };
        var command = new Command("test", "Builds the solution and runs all tests") { filter };
        command.SetAction(async (parsed, cancellation) =>
        {
            await prepare(parsed).BuildAsync(Repository.Solution, "Debug", cancellation);
            await BicepCompiler.ProvideAsync(cancellation);

            var suites = new List<SuiteResult>();
            // A project of another name is something that the tests run.
            foreach (var project in Directory.GetFiles(Repository.PathOf("tests"), "*Tests.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                suites.Add(await RunAsync(project, parsed.GetValue(filter), cancellation));

            var sum = SuiteResult.Sum(suites);
            // With a filter it is enough that one suite has a test that matches.
            var empty = parsed.GetValue(filter) is null ? suites.Where(suite => suite.Total == 0) : suites.Where(_ => sum.Total == 0);
            foreach (var suite in empty.ToList())
                Terminal.Error($"{suite.Suite} ran no test");

            Terminal.Line(sum.ToString());
            return sum.Failed > 0 || empty.Any() || suites.Count == 0 ? 1 : 0;
        });
        return command;
    }

    private static async Task<SuiteResult> RunAsync(string project, string? filter, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var trx = Path.Combine(Results, $"{name}.trx");
        Directory.CreateDirectory(Results);
        File.Delete(trx);
        Terminal.Step(name);

        string[] arguments =
        [
            "test", project, "--no-build", "-nologo",
            "--logger", "console;verbosity=minimal", "--logger", $"trx;LogFileName={name}.trx", "--results-directory", Results,
        ];
        var clock = Stopwatch.StartNew();
        var run = await Shell.RunAsync("dotnet", filter is null ? arguments : [.. arguments, "--filter", filter], cancellation, PrintUnlessNoise);

        var result = SuiteResult.Read(name, trx, run.ExitCode);
        if (result.Crashed)
            Terminal.Error($"{name} crashed (exit code {run.ExitCode})");
        Terminal.Line($"  {result} in {clock.Elapsed.TotalSeconds:0.0} s");
        return result;
    }

    /// <summary>Failing tests and what tests print go through, the runner's own chatter does not.</summary>
    private static void PrintUnlessNoise(string line)
    {
        string[] noise = ["Test run for ", "VSTest version ", "Starting test execution", "A total of ", "Results File: ", "[xUnit.net ", "Passed!", "Failed!", "No test matches"];
        if (!string.IsNullOrWhiteSpace(line) && !noise.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            Terminal.Line(line);
    }
}
