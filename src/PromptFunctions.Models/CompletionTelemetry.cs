using System.Diagnostics;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Models;

/// <summary>Measures calls to a model, each as a span too. Neither what is sent nor what comes back is part of either.</summary>
internal static class CompletionTelemetry
{
    private static readonly KeyValuePair<string, object?> Input = new(TelemetryTags.Direction, "input");
    private static readonly KeyValuePair<string, object?> Output = new(TelemetryTags.Direction, "output");

    /// <summary>What the model answers, measured.</summary>
    public static async Task<Completion> MeasureAsync(ModelOptions options, TimeProvider clock, Func<Task<Completion>> ask)
    {
        using var span = Start(options);
        var started = clock.GetTimestamp();
        try
        {
            var completion = await ask();
            PromptInstruments.ModelDuration.Record(clock.GetElapsedTime(started).TotalSeconds);
            PromptInstruments.ModelTokens.Add(completion.InputTokens ?? 0, Input);
            PromptInstruments.ModelTokens.Add(completion.OutputTokens ?? 0, Output);
            return completion;
        }
        catch (Exception e)
        {
            PromptInstruments.ModelDuration.Record(clock.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>(TelemetryTags.ErrorType, e.GetType().Name));
            span?.SetStatus(ActivityStatusCode.Error).SetTag(TelemetryTags.ErrorType, e.GetType().Name);
            throw;
        }
    }

    // As OpenTelemetry names what is asked of models. The endpoint's path and query may hold a key, so only its host is told.
    private static Activity? Start(ModelOptions options) => PromptInstruments.Activities.StartActivity($"chat {options.Model}", ActivityKind.Client)?
        .SetTag("gen_ai.operation.name", "chat")
        .SetTag("gen_ai.request.model", options.Model)
        .SetTag("server.address", new Uri(options.Endpoint!).Host);
}
