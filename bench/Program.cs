using PromptFunctions.Bench;
using PromptFunctions.Bench.Backups;
using PromptFunctions.Bench.Experiments;
using PromptFunctions.Bench.Metrics;
using PromptFunctions.Bench.Rendering;
using PromptFunctions.Bench.Resolve;
using PromptFunctions.Bench.Rollouts;
using PromptFunctions.Bench.Servers;

try
{
    // Without arguments: all benchmarks. The other forms are the servers that they start as processes of their own.
    return args switch
    {
        ["serve-app", var storage] => await AppServer.RunAsync(storage),
        ["serve-metrics", var storage] => await MetricsServer.RunAsync(storage),
        ["serve-folding", var storage] => await MetricsServer.RunFoldingAsync(storage),
        ["serve-bare", .. var answer] => await BareServer.RunAsync(answer.FirstOrDefault()),
        [] => new[] { await ResolveBenchmark.RunAsync(new()), RenderBenchmark.Run(new()), await MetricsBenchmark.RunAsync(new()), await ExperimentBenchmark.RunAsync(new()), await BackupBenchmark.RunAsync(new()), await RolloutBenchmark.RunAsync(new()) }.Max(),
        ["resolve", .. var rest] => await ResolveBenchmark.RunAsync(ResolveOptions.Parse(rest)),
        ["render", .. var rest] => RenderBenchmark.Run(RenderBenchmarkOptions.Parse(rest)),
        ["metrics", .. var rest] => await MetricsBenchmark.RunAsync(MetricsBenchmarkOptions.Parse(rest)),
        ["rollouts", .. var rest] => await RolloutBenchmark.RunAsync(RolloutBenchmarkOptions.Parse(rest)),
        ["backups", .. var rest] => await BackupBenchmark.RunAsync(BackupBenchmarkOptions.Parse(rest)),
        ["experiments", .. var rest] => await ExperimentBenchmark.RunAsync(ExperimentBenchmarkOptions.Parse(rest)),
        _ => throw Options.Unknown(args[0]),
    };
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
