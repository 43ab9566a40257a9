using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>The body that creates or changes a prompt. Members left out keep their value.</summary>
public sealed record PutPromptRequest : IAuthored
{
    /// <summary>What it is for: a known type, or a name of the user's own.</summary>
    public string? Type { get; init; }

    /// <summary>Text or chat.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its metrics by name.</summary>
    public IReadOnlyDictionary<string, MetricDefinition>? Metrics { get; init; }

    /// <summary>How it is guarded.</summary>
    public PromptSettingsChange? Settings { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks all that can be told from the body alone.</summary>
    public void Validate()
    {
        var checks = new RequestChecks();
        checks.Require(Type is null || Names.IsName(Type), "type", $"must be {Names.Form}.");
        RequestChecks.Text("description", Description);
        RequestChecks.Text("author", Author);
        checks.Tags("tags", Tags);
        RequestChecks.Structure("metrics", Metrics);
        foreach (var (name, definition) in Metrics ?? new Dictionary<string, MetricDefinition>())
        {
            checks.Require(MetricDefinition.IsName(name), $"metrics.{name}", MetricDefinition.NameForm);
            checks.Require(definition is not null, $"metrics.{name}", "must be a definition.");
        }
        checks.ThrowIfAny();
    }

    /// <summary>The prompt after the change.</summary>
    public PromptRecord ApplyTo(PromptRecord prompt) => prompt with
    {
        Type = Type ?? prompt.Type,
        Format = Format ?? prompt.Format,
        Description = Description ?? prompt.Description,
        Tags = Tags ?? prompt.Tags,
        Metrics = Metrics?.ToDictionary(metric => metric.Key, metric => metric.Value with { Goal = metric.Value.Goal ?? MetricDefinition.DefaultGoal(metric.Key) }) ?? prompt.Metrics,
        Settings = Settings?.ApplyTo(prompt.Settings) ?? prompt.Settings,
    };
}
