using PromptFunctions.Bench;
using PromptFunctions.Bench.Resolve;
using PromptFunctions.Bench.Rollouts;
using PromptFunctions.Bench.Servers;

try
{
    // Without arguments: all benchmarks. The other forms are the servers that they start as processes of their own.
    return args switch
    {
        ["serve-app", var storage] => await AppServer.RunAsync(storage),
        ["serve-bare", var bodyFile] => await BareServer.RunAsync(bodyFile),
        [] => Math.Max(await ResolveBenchmark.RunAsync(new()), await RolloutBenchmark.RunAsync(new())),
        ["resolve", .. var rest] => await ResolveBenchmark.RunAsync(ResolveOptions.Parse(rest)),
        ["rollouts", .. var rest] => await RolloutBenchmark.RunAsync(RolloutBenchmarkOptions.Parse(rest)),
        _ => throw Options.Unknown(args[0]),
    };
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
