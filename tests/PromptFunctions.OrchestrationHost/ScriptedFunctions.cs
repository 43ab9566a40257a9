using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PromptFunctions.OrchestrationHost;

/// <summary>Functions that do what a test says.</summary>
public sealed class ScriptedFunctions(Scripts scripts)
{
    [Function("Scripted")]
    public Task<object?> OrchestrateAsync([OrchestrationTrigger] TaskOrchestrationContext context) => scripts.Orchestrator(context);

    [Function("Act")]
    public Task<string> ActAsync([ActivityTrigger] string input, CancellationToken cancellationToken) => scripts.Activity(input, cancellationToken);

    /// <summary>Input as a parameter, a static method, no task.</summary>
    [Function("Greet")]
    public static async Task<string> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, string name) =>
        await context.CallActivityAsync<string>("Hello", new Greeting(name, context.InstanceId));

    [Function("Hello")]
    public static string Hello([ActivityTrigger] Greeting greeting) => $"Hello, {greeting.Name}, from {greeting.From}";

    [Function("StartFromActivity")]
    public static Task<string> StartAsync([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        client.ScheduleNewOrchestrationInstanceAsync("Greet", "activity", new StartOrchestrationOptions(id), cancellationToken);

    [Function("StartFromHttp")]
    public static async Task<IResult> StartAsync(
        [HttpTrigger("post", Route = "greetings/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        TypedResults.Text(await client.ScheduleNewOrchestrationInstanceAsync("Greet", $"{request.Query["name"]}", new StartOrchestrationOptions(id)));

    [Function("StartFromTimer")]
    public static Task StartAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, [DurableClient] DurableTaskClient client) =>
        client.ScheduleNewOrchestrationInstanceAsync("Greet", $"{timer.IsPastDue}", new StartOrchestrationOptions("from-timer"));

    public sealed record Greeting(string Name, string From);
}
