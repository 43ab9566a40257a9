using System.Diagnostics;

namespace PromptFunctions.LocalHost.Telemetry;

/// <summary>A span for each invocation of a function, as the Functions worker has it.</summary>
internal static class FunctionSpans
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "PromptFunctions.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of an invocation; null where nobody listens.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="parent">The W3C <c>traceparent</c> that it belongs to; null for what this thread is in.</param>
    public static Activity? Start(string function, string? parent = null)
    {
        if (!Source.HasListeners()) return null;
        _ = ActivityContext.TryParse(parent, null, isRemote: true, out var context);
        return Source.StartActivity($"function {function}", ActivityKind.Internal, context)?.SetTag("faas.name", function);
    }
}
