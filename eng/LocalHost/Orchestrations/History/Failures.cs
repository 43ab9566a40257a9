using System.Text.Json;
using Microsoft.DurableTask;

namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>Failures as the history has them, cut so that they always fit a row.</summary>
internal static class Failures
{
    private const int LongestText = 10_000;
    private const int MostCauses = 10;

    public static string Write(Exception exception) => JsonSerializer.Serialize(Shorten(TaskFailureDetails.FromException(exception), MostCauses));

    public static TaskFailureDetails Read(string data) => JsonSerializer.Deserialize<TaskFailureDetails>(data)!;

    private static TaskFailureDetails? Shorten(TaskFailureDetails? failure, int causes) => failure is null || causes == 0 ? null : failure with
    {
        ErrorMessage = Shorten(failure.ErrorMessage)!,
        StackTrace = Shorten(failure.StackTrace),
        InnerFailure = Shorten(failure.InnerFailure, causes - 1),
    };

    private static string? Shorten(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
