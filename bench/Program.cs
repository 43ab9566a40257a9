using PromptFunctions.Bench;
using PromptFunctions.Bench.Servers;

// Without arguments: all benchmarks. The other forms are the servers that they start as processes of their own.
return args switch
{
    ["serve-app", var storage] => await AppServer.RunAsync(storage),
    ["serve-bare", var bodyFile] => await BareServer.RunAsync(bodyFile),
    [] or ["resolve", ..] => await ResolveBenchmark.RunAsync(BenchOptions.Parse(args)),
    _ => BenchOptions.Usage(),
};
