using PromptFunctions.LocalHost;
using PromptFunctions.OrchestrationHost;

// A host of the orchestrations that tests run, to be killed. It ends with its input.
await using var app = await LocalHostApp.StartAsync(OrchestrationApp.Options);
Console.WriteLine("Ready");
await Console.In.ReadToEndAsync();
