using System.Diagnostics.CodeAnalysis;
using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.LocalHost.Functions;

/// <summary>Functions that run in one process, as Flex Consumption scales them: HTTP together, durable functions together, each timer alone.</summary>
public sealed record FunctionGroup
{
    private const string TimerPrefix = "timer:";

    private FunctionGroup(string name) => Name = name;

    /// <summary>Every function.</summary>
    public static FunctionGroup All { get; } = new("all");

    /// <summary>Every HTTP function.</summary>
    public static FunctionGroup Http { get; } = new("http");

    /// <summary>Every orchestrator and activity.</summary>
    public static FunctionGroup Durable { get; } = new("durable");

    /// <summary>Every timer.</summary>
    public static FunctionGroup Timers { get; } = new("timers");

    /// <summary><c>all</c>, <c>http</c>, <c>durable</c>, <c>timers</c> or <c>timer:</c> and a function's name.</summary>
    public string Name { get; }

    internal string? TimerName => Name.StartsWith(TimerPrefix, StringComparison.Ordinal) ? Name[TimerPrefix.Length..] : null;

    /// <summary>One timer.</summary>
    /// <param name="function">The name in its <c>[Function]</c> attribute, in any case.</param>
    public static FunctionGroup Timer(string function) => new(TimerPrefix + function);

    /// <summary>Reads a <see cref="Name"/>.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out FunctionGroup? group)
    {
        group = name switch
        {
            "all" => All,
            "http" => Http,
            "durable" => Durable,
            "timers" => Timers,
            _ when name.StartsWith(TimerPrefix, StringComparison.Ordinal) && name.Length > TimerPrefix.Length => new(name),
            _ => null,
        };
        return group is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal bool Includes(FunctionMethod function) => function.Trigger switch
    {
        HttpTriggerAttribute => this == All || this == Http,
        OrchestrationTriggerAttribute or ActivityTriggerAttribute => this == All || this == Durable,
        TimerTriggerAttribute => this == All || this == Timers || function.IsNamed(TimerName),
        _ => false,
    };
}
